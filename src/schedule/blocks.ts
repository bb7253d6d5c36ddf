/** An expression and the loop variables that it depends on. */
export interface Value {
  readonly text: string;
  readonly variables: ReadonlySet<string>;
}

/** A block of WGSL statements; values are computed in the outermost block that has their variables. */
export interface Block {
  readonly parent: Block | null;
  /** Loop variables that begin here. */
  readonly declares: ReadonlySet<string>;
  /** A branch: nothing is moved out of it, since it may not run. */
  readonly conditional: boolean;
  readonly lines: string[];
  readonly known: Map<string, Value>;
}

/** The statements of a kernel: nested blocks, and the names of what they have computed. */
export class Blocks {
  block: Block = makeBlock(null, [], false);
  #count = 0;

  /** Runs `body` in a nested block and returns its statements. */
  nested(declares: readonly string[], conditional: boolean, body: () => void): string[] {
    const outer = this.block;
    this.block = makeBlock(outer, declares, conditional);
    try {
      body();
      return this.block.lines;
    } finally {
      this.block = outer;
    }
  }

  /** Runs `body` as a function of its own: nothing computed outside is visible. */
  isolated(body: () => void): string[] {
    const outer = this.block;
    this.block = makeBlock(null, [], false);
    try {
      body();
      return this.block.lines;
    } finally {
      this.block = outer;
    }
  }

  fresh(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  /** What `key` stands for: computed already, or else now, in the outermost block where its variables exist. */
  keep(key: string, compute: () => Value): Value {
    const known = this.#known(key);
    if (known) return known;
    const value = compute();
    const home = this.home(value.variables);
    if (/^\w+(\.[xyzw])?$/.test(value.text)) {
      home.known.set(key, value);
      return value;
    }
    const name = this.fresh('v');
    home.lines.push(`let ${name} = ${value.text};`);
    const kept = { text: name, variables: value.variables };
    home.known.set(key, kept);
    return kept;
  }

  /** The outermost block where some variables exist. */
  home(variables: ReadonlySet<string>): Block {
    let block = this.block;
    while (block.parent && !block.conditional && ![...block.declares].some((name) => variables.has(name))) {
      block = block.parent;
    }
    return block;
  }

  #known(key: string): Value | null {
    for (let block: Block | null = this.block; block; block = block.parent) {
      const known = block.known.get(key);
      if (known) return known;
    }
    return null;
  }
}

function makeBlock(parent: Block | null, declares: readonly string[], conditional: boolean): Block {
  return { parent, declares: new Set(declares), conditional, lines: [], known: new Map() };
}

export function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) for (const item of set) all.add(item);
  return all;
}
