/**
 * Index arithmetic on symbols: sums of integer multiples of atoms, in a normal form, so that
 * two indices that are equal for simple reasons have equal text, and views cost few operations.
 */
export interface Sym {
  readonly constant: number;
  /** Sorted by the atom's text. */
  readonly terms: readonly Term[];
  readonly min: number;
  readonly max: number;
  /** WGSL source of type u32. */
  readonly text: string;
  /** The loop variables (and hoisted locals) that the value depends on. */
  readonly variables: ReadonlySet<string>;
}

interface Term {
  readonly atom: Atom;
  readonly factor: number;
}

/** An indivisible part; all atoms are at least 0 and at most `max`. */
export interface Atom {
  readonly text: string;
  readonly max: number;
  readonly variables: ReadonlySet<string>;
  /** For `x / n` and `x % n`: what lets their sum become x again. */
  readonly quotient?: { readonly of: Sym; readonly by: number };
  readonly remainder?: { readonly of: Sym; readonly by: number };
}

export const constant = (value: number): Sym => make(value, []);
export const ZERO = constant(0);

/** A WGSL variable of type u32 with values in [0, size). */
export const variable = (text: string, size: number): Sym =>
  size <= 1 ? ZERO : make(0, [{ atom: { text, max: size - 1, variables: new Set([text]) }, factor: 1 }]);

/** A WGSL expression of type u32 with values in [0, size) that depends on the given variables. */
export const opaque = (text: string, size: number, variables: ReadonlySet<string>): Sym =>
  size <= 1 ? ZERO : make(0, [{ atom: { text, max: size - 1, variables }, factor: 1 }]);

export function add(a: Sym, b: Sym): Sym {
  return make(a.constant + b.constant, [...a.terms, ...b.terms]);
}

export function scale(a: Sym, factor: number): Sym {
  if (factor === 0) return ZERO;
  return factor === 1
    ? a
    : make(
        a.constant * factor,
        a.terms.map((term) => ({ ...term, factor: term.factor * factor })),
      );
}

/** Floor division by a positive constant; by 0, the length of an axis that nobody reads, anything. */
export function divide(a: Sym, by: number): Sym {
  if (by <= 1) return a;
  if (a.min >= 0 && a.max < by) return ZERO;
  // (x / 3) / 5 is x / 15.
  const inner =
    a.terms.length === 1 && a.constant === 0 && a.terms[0].factor === 1 && a.terms[0].atom.quotient;
  if (inner) return divide(inner.of, inner.by * by);
  const { multiples, rest } = split(a, by);
  if (rest.min >= 0) {
    const whole = scaleDown(multiples, by);
    if (rest.max < by) return whole;
    if (multiples.terms.length > 0) return add(whole, divide(rest, by));
  }
  // (20 b + r) / 60 with 0 <= r < 20 is b / 3.
  const step = wholeStep(a, by);
  if (step > 1) return divide(divide(a, step), by / step);
  const atom: Atom = {
    text: `${grouped(a)} / ${by}u`,
    max: Math.floor(a.max / by),
    variables: a.variables,
    quotient: { of: a, by },
  };
  return make(0, [{ atom, factor: 1 }]);
}

/** Remainder of division by a positive constant; by 0, the length of an empty axis, 0. */
export function modulo(a: Sym, by: number): Sym {
  if (by <= 1) return ZERO;
  if (a.min >= 0 && a.max < by) return a;
  const { rest } = split(a, by);
  if (rest.min >= 0 && rest.max < by) return rest;
  const of = rest.min >= 0 ? rest : a;
  // (20 b + r) % 60 with 0 <= r < 20 is 20 (b % 3) + r.
  const step = wholeStep(of, by);
  if (step > 1) return add(scale(modulo(divide(of, step), by / step), step), modulo(of, step));
  const atom: Atom = {
    text: `${grouped(of)} % ${by}u`,
    max: by - 1,
    variables: of.variables,
    remainder: { of, by },
  };
  return make(0, [{ atom, factor: 1 }]);
}

/** The row-major offset of an index in a shape. */
export function flatten(index: readonly Sym[], shape: readonly number[]): Sym {
  let offset = ZERO;
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    if (shape[d] !== 1) offset = add(offset, scale(index[d], stride));
    stride *= shape[d];
  }
  return offset;
}

/** The index in a shape of a row-major offset. */
export function unflatten(offset: Sym, shape: readonly number[]): Sym[] {
  const index = new Array<Sym>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    index[d] = shape[d] === 1 ? ZERO : modulo(divide(offset, stride), shape[d]);
    stride *= Math.max(shape[d], 1);
  }
  return index;
}

/** The same sum with other texts for its atoms. */
export function withNames(a: Sym, nameOf: (atom: Atom) => string): Sym {
  const terms = a.terms.map(({ atom: { text, max, variables }, factor }) => ({
    atom: { text: nameOf({ text, max, variables }), max, variables },
    factor,
  }));
  return make(a.constant, terms);
}

/** The terms that `isFirst` picks, and the others with the constant. */
export function splitTerms(a: Sym, isFirst: (atom: Atom) => boolean): [first: Sym, rest: Sym] {
  const pick = (wanted: boolean): Term[] => a.terms.filter(({ atom }) => isFirst(atom) === wanted);
  return [make(0, pick(true)), make(a.constant, pick(false))];
}

/** The position of an offset within four neighbours that lie in one vec4, or null if that varies. */
export function vectorLane(offset: Sym): number | null {
  return offset.terms.every(({ factor }) => factor % 4 === 0) ? ((offset.constant % 4) + 4) % 4 : null;
}

export const sameSym = (a: Sym, b: Sym): boolean => a.text === b.text;

/** The terms that `by` divides (with the constant's multiple of `by`), and the others. */
function split(a: Sym, by: number): { multiples: Sym; rest: Sym } {
  const whole = Math.floor(a.constant / by) * by;
  return {
    multiples: make(
      whole,
      a.terms.filter((term) => term.factor % by === 0),
    ),
    rest: make(
      a.constant - whole,
      a.terms.filter((term) => term.factor % by !== 0),
    ),
  };
}

/** The largest divisor of `by` that some terms are multiples of, the others never reaching it; else 1. */
function wholeStep(a: Sym, by: number): number {
  const steps = a.terms
    .map(({ factor }) => Math.abs(factor))
    .filter((factor) => factor > 1 && by % factor === 0 && factor < by);
  const whole = steps.filter((step) => {
    const { rest } = split(a, step);
    return rest.min >= 0 && rest.max < step;
  });
  return Math.max(1, ...whole);
}

const scaleDown = (a: Sym, by: number): Sym =>
  make(
    a.constant / by,
    a.terms.map((term) => ({ ...term, factor: term.factor / by })),
  );

function make(constantPart: number, unsorted: readonly Term[]): Sym {
  const terms = joinQuotients(merge(unsorted));
  let min = constantPart;
  let max = constantPart;
  const variables = new Set<string>();
  for (const { atom, factor } of terms) {
    if (factor > 0) max += factor * atom.max;
    else min += factor * atom.max;
    for (const name of atom.variables) variables.add(name);
  }
  return { constant: constantPart, terms, min, max, variables, text: format(constantPart, terms) };
}

function merge(terms: readonly Term[]): Term[] {
  if (terms.length <= 1) return terms.filter((term) => term.factor !== 0);
  const byText = new Map<string, Term>();
  for (const term of terms) {
    const known = byText.get(term.atom.text);
    byText.set(term.atom.text, known ? { atom: known.atom, factor: known.factor + term.factor } : term);
  }
  return [...byText.values()]
    .filter((term) => term.factor !== 0)
    .sort((a, b) => (a.atom.text < b.atom.text ? -1 : 1));
}

/** (x / n) * n * f + (x % n) * f  =  x * f, also where x is itself y / m, and x / n is written y / (m * n). */
function joinQuotients(terms: Term[]): Term[] {
  for (const low of terms) {
    const remainder = low.atom.remainder;
    if (!remainder) continue;
    const { of, by } = remainder;
    const quotient = divide(of, by).text;
    const high = terms.find(
      (term) => term.factor === low.factor * by && make(0, [{ ...term, factor: 1 }]).text === quotient,
    );
    // Only a sum without a constant can be joined here, since terms carry none.
    if (!high || of.constant !== 0) continue;
    const rest = terms.filter((term) => term !== low && term !== high);
    const joined = of.terms.map((term) => ({ ...term, factor: term.factor * low.factor }));
    return joinQuotients(merge([...rest, ...joined]));
  }
  return terms;
}

/** Positive terms first: u32 arithmetic wraps, but a difference reads better. */
function format(constantPart: number, terms: readonly Term[]): string {
  const times = ({ atom, factor }: Term): string => {
    const size = Math.abs(factor);
    const text = atom.quotient || atom.remainder ? `(${atom.text})` : atom.text;
    return size === 1 ? text : `${text} * ${size}u`;
  };
  const positive = terms.filter((term) => term.factor > 0).map(times);
  const negative = terms.filter((term) => term.factor < 0).map(times);
  if (constantPart > 0 || positive.length === 0) positive.push(`${constantPart < 0 ? 0 : constantPart}u`);
  if (constantPart < 0) negative.push(`${-constantPart}u`);
  return [positive.join(' + '), ...negative].join(' - ');
}

const grouped = (a: Sym): string =>
  a.terms.length === 1 &&
  a.constant === 0 &&
  a.terms[0].factor === 1 &&
  !a.terms[0].atom.quotient &&
  !a.terms[0].atom.remainder
    ? a.text
    : `(${a.text})`;
