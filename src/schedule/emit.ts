import numeric from '../../shaders/shared/numeric.wgsl';
import { type DType, wgslType } from '../core/dtype.ts';
import {
  type Atom,
  add,
  constant,
  divide,
  flatten,
  opaque,
  type Sym,
  scale,
  splitTerms,
  variable,
  vectorLane,
  withNames,
} from '../core/symbolic.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { Bound, ViewOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { type Binding, LOAD, memoryKey, STORE } from './binding.ts';
import { Blocks, union, type Value } from './blocks.ts';
import { loadedValue, loadedVector, storedValue, storedVector } from './in-memory.ts';
import { type Context, NotFusable } from './kernel.ts';

/**
 * Turns nodes into WGSL statements. Elementwise functions become calls, views become index
 * arithmetic, and what another kernel has stored becomes a load.
 */
export class Emitter extends Blocks {
  readonly context: Context;
  readonly bindings = new Map<string, Binding>();
  readonly functions = new Set<WgslFunction>();
  /** Names of the operations computed here, in order, for the printed program. */
  readonly operations = new Set<string>();
  /** Where each stored value was read, to prove that writing in place is safe. */
  readonly reads = new Map<string, Set<string>>();
  /** Where an invocation writes each root: it reads none of these places after it has written there. */
  readonly writes = new Map<string, readonly string[]>();
  /** Registers that hold the results of the kernel's own anchors, by the only indices where they are known. */
  readonly registers = new Map<Tensor, ReadonlyMap<string, Value>>();
  readonly #owned: ReadonlySet<Tensor>;
  /** Load four neighbours at once where the index shows that they lie in one vec4. */
  readonly vectors: boolean;

  constructor(context: Context, owned: readonly Tensor[], { vectors = false } = {}) {
    super();
    this.vectors = vectors;
    this.context = context;
    this.#owned = new Set(owned);
  }

  /** The value of `node` at `index`, as a name or a literal. */
  value(node: Tensor, index: readonly Sym[]): Value {
    if (node.op.kind === 'leaf' && node.op.source.type === 'literal') {
      return { text: this.number(node.op.source.value, node.dtype), variables: new Set() };
    }
    const registers = this.registers.get(node);
    if (registers) {
      const value = registers.get(indexText(node, index));
      // Result needed at another index.
      if (!value) throw new NotFusable();
      return value;
    }
    // Result needed before it is known.
    if (this.#owned.has(node) && isAnchor(node)) throw new NotFusable();
    const key = `${node.id}@${index.map((i) => i.text).join()}`;
    return this.keep(key, () => this.#make(node, index));
  }

  /** The WGSL name of the buffer of a node. */
  bind(node: Tensor, { write = false, vector = false } = {}): string {
    return this.#binding(`${memoryKey(node, this.context)}${vector ? ':vec4' : ''}`, node, vector, write);
  }

  /** The statement that stores a root, in the representation of its dtype. */
  store(root: Tensor, offset: Sym, value: Value): string {
    const buffer = this.bind(root, { write: true });
    this.#noteWrite(root, [offset]);
    const [place, word] = [this.#hoisted(offset), storedValue(root, value.text)];
    return this.context.accessors
      ? `${STORE}${buffer}(${place}, ${word});`
      : `${buffer}[${place}] = ${word};`;
  }

  /** The statement that stores what a root is made of at an index of its points. */
  storePoint(root: Tensor, index: readonly Sym[]): string {
    if (root.op.kind !== 'scatter')
      return this.store(root, flatten(index, root.shape), this.value(root, index));
    const { axis } = root.op;
    this.operations.add(root.op.name);
    const [value, place] = root.inputs.map((input) => this.value(input, index));
    const length = root.shape[axis];
    const along = opaque(`u32(${place.text})`, length, place.variables);
    const offset = flatten(
      index.map((i, d) => (d === axis ? along : i)),
      root.shape,
    );
    const store = this.store(root, offset, value);
    return length < root.inputs[0].shape[axis] ? `if (${place.text} < ${length}i) { ${store} }` : store;
  }

  /** The statement that stores elements 4 * quarter to 4 * quarter + 3 of a root. */
  storeVector(root: Tensor, quarter: Sym, values: readonly Value[]): string {
    const buffer = this.bind(root, { write: true, vector: true });
    this.#noteWrite(
      root,
      [0, 1, 2, 3].map((lane) => add(scale(quarter, 4), constant(lane))),
    );
    const items = values.map(({ text }) => text).join(', ');
    return `${buffer}[${quarter.text}] = ${storedVector(root, items)};`;
  }

  call(fn: WgslFunction, args: readonly string[]): string {
    this.functions.add(fn);
    return `${fn.name}(${args.join(', ')})`;
  }

  /** Records that the memory of a node is read at an offset. */
  noteRead(node: Tensor, offset: string): void {
    const key = memoryKey(node, this.context);
    this.reads.set(key, (this.reads.get(key) ?? new Set()).add(offset));
  }

  #noteWrite(root: Tensor, offsets: readonly Sym[]): void {
    const key = memoryKey(root, this.context);
    this.writes.set(key, [...(this.writes.get(key) ?? []), ...offsets.map(({ text }) => text)]);
  }

  #make(node: Tensor, index: readonly Sym[]): Value {
    const { op, inputs } = node;
    if (node.storage || (this.context.stored.has(node) && !this.#owned.has(node)))
      return this.#load(node, index);
    switch (op.kind) {
      case 'leaf':
        return op.source.type === 'iota'
          ? { text: `i32(${index[op.source.axis].text})`, variables: index[op.source.axis].variables }
          : this.#load(node, index);
      case 'view':
        return this.#view(node, op, index);
      case 'map': {
        const args = inputs.map((input) => this.value(input, index));
        this.operations.add(op.name);
        return {
          text: this.call(
            op.fn,
            args.map((arg) => arg.text),
          ),
          variables: union(args.map((arg) => arg.variables)),
        };
      }
      case 'gather': {
        const [data, indices] = inputs;
        this.operations.add(op.name);
        const behind = op.axis + (op.aligned ? 1 : indices.rank);
        const position = this.value(indices, op.aligned ? index : index.slice(op.axis, behind));
        const length = data.shape[op.axis];
        const along = opaque(
          `u32(clamp(${position.text}, 0i, ${Math.max(length - 1, 0)}i))`,
          length,
          position.variables,
        );
        return this.value(data, [...index.slice(0, op.axis), along, ...index.slice(behind)]);
      }
      case 'search':
        return this.#search(node, index, op.precedes);
      case 'scatter':
        // Stored by other invocations.
        throw new NotFusable();
      case 'concat':
        return this.#concat(node, index, op.axis);
      default:
        return this.#load(node, index);
    }
  }

  /** Reading outside of a buffer is harmless in WebGPU: what comes back is replaced by 0. */
  #view(node: Tensor, op: ViewOp, index: readonly Sym[]): Value {
    const value = this.value(node.inputs[0], op.index(index));
    const bounds = boundsOf(op, index);
    if (bounds.length === 0) return value;
    this.operations.add(op.name);
    const texts = bounds.map(({ position, end, step }) => {
      const within = `((${position.text}) < ${end}u)`;
      return step === 1 ? within : `${within} & ((${position.text}) % ${step}u == 0u)`;
    });
    // Not `&&`: branches cost more than comparisons.
    const text = texts.join(' & ');
    const variables = union(bounds.map(({ position }) => position.variables));
    const inside = this.keep(text, () => ({ text, variables }));
    return {
      text: `select(${this.number(0, node.dtype)}, ${value.text}, ${inside.text})`,
      variables: union([value.variables, inside.variables]),
    };
  }

  /** Bisects a sorted row. */
  #search(node: Tensor, index: readonly Sym[], precedes: WgslFunction): Value {
    this.operations.add(node.op.name);
    const [rows, values, ties] = node.inputs;
    const value = this.value(values, index);
    const tie = this.value(ties, index);
    const variables = new Set([
      ...union(index.map((i) => i.variables)),
      ...value.variables,
      ...tie.variables,
    ]);
    const [low, high, middle] = ['low', 'high', 'middle'].map((name) => this.fresh(name));
    const length = rows.shape[rows.rank - 1];
    const lines = this.nested([middle], false, () => {
      const element = this.value(rows, [
        ...index.slice(0, rows.rank - 1),
        opaque(middle, length, new Set([middle])),
      ]);
      const before = this.call(precedes, [element.text, value.text, tie.text]);
      this.block.lines.push(`if (${before}) { ${low} = ${middle} + 1u; } else { ${high} = ${middle}; }`);
    });
    this.home(variables).lines.push(
      `var ${low} = 0u;`,
      `var ${high} = ${length}u;`,
      `while (${low} < ${high}) {`,
      `let ${middle} = (${low} + ${high}) / 2u;`,
      ...lines,
      '}',
    );
    return { text: `i32(${low})`, variables };
  }

  /** Only the branch of the input that holds the element runs. */
  #concat(node: Tensor, index: readonly Sym[], axis: number): Value {
    this.operations.add('concat');
    const name = this.fresh('v');
    const variables = new Set(union(index.map((i) => i.variables)));
    const branches: string[] = [];
    let begin = 0;
    for (const [k, input] of node.inputs.entries()) {
      if (input.shape[axis] === 0) continue;
      const from = begin;
      begin += input.shape[axis];
      const lines = this.nested([], true, () => {
        const inner = index.map((i, d) =>
          d === axis ? this.#inside(add(i, constant(-from)), input.shape[axis]) : i,
        );
        const value = this.value(input, inner);
        for (const variable of value.variables) variables.add(variable);
        this.block.lines.push(`${name} = ${value.text};`);
      });
      const last = k === node.inputs.length - 1 || begin === node.shape[axis];
      branches.push(`${last ? '' : `if (${index[axis].text} < ${begin}u) `}{\n${lines.join('\n')}\n}`);
    }
    const home = this.home(variables);
    home.lines.push(`var ${name}: ${wgslType(node.dtype)};`);
    home.lines.push(branches.join(' else '));
    return { text: name, variables };
  }

  /**
   * The text of an offset. Divisions, and whatever differs by a number only, are done once for all offsets
   * that need them, and what a loop does not change outside of it: compilers for CPUs do neither by themselves.
   */
  #hoisted(offset: Sym): string {
    if (offset.constant !== 0 && offset.terms.length > 1) {
      const base = add(offset, constant(-offset.constant));
      const { variables } = base;
      const { text } = this.keep(`base ${base.text}`, () => ({ text: this.#hoisted(base), variables }));
      return add(opaque(text, 2 ** 32, variables), constant(offset.constant)).text;
    }
    const named = withNames(offset, ({ text, variables }) =>
      isName(text) ? text : this.keep(text, () => ({ text, variables })).text,
    );
    const [outside, inside] = splitTerms(named, ({ variables }) => this.home(variables) !== this.block);
    if (outside.terms.length === 0) return this.#byVariables(inside).text;
    if (inside.terms.length === 0 || isName(outside.text)) return named.text;
    return add(this.#kept(outside), inside).text;
  }

  /** What depends on the row of a tile is the same for all of its columns, and the other way round. */
  #byVariables(offset: Sym): Sym {
    const keyOf = ({ variables }: Atom): string => [...variables].sort().join();
    const keys = new Set(offset.terms.map(({ atom }) => keyOf(atom)));
    if (keys.size < 2) return offset;
    const parts = [...keys].map((key) => splitTerms(offset, (atom) => keyOf(atom) === key)[0]);
    return parts.reduce((sum, part) => add(sum, this.#kept(part)), constant(offset.constant));
  }

  #kept({ text, variables }: Sym): Sym {
    return opaque(this.keep(text, () => ({ text, variables })).text, 2 ** 32, variables);
  }

  /** An index that the branch's condition keeps within [0, size), which the arithmetic cannot see. */
  #inside(index: Sym, size: number): Sym {
    if (index.min >= 0 && index.max < size) return index;
    const name = this.fresh('k');
    this.block.lines.push(`let ${name} = ${index.text};`);
    const inside = variable(name, size);
    return size <= 1 ? inside : opaque(name, size, index.variables);
  }

  #load(node: Tensor, index: readonly Sym[]): Value {
    const offset = flatten(index, node.shape);
    this.noteRead(node, offset.text);
    const lane = this.vectors ? vectorLane(offset) : null;
    if (lane !== null && offset.variables.size > 0) return this.#vectorLoad(node, offset, lane);
    const [buffer, place] = [this.bind(node), this.#hoisted(offset)];
    const element = this.context.accessors ? `${LOAD}${buffer}(${place})` : `${buffer}[${place}]`;
    return { text: loadedValue(node, element), variables: offset.variables };
  }

  #vectorLoad(node: Tensor, offset: Sym, lane: number): Value {
    const quarter = this.#hoisted(divide(add(offset, constant(-lane)), 4));
    const element = loadedVector(node, `${this.bind(node, { vector: true })}[${quarter}]`);
    const vector = this.keep(element, () => ({ text: element, variables: offset.variables }));
    return { text: `${vector.text}.${'xyzw'[lane]}`, variables: offset.variables };
  }

  /** A number as a WGSL expression. */
  number(value: number, dtype: DType): string {
    if (dtype === 'bool') return String(value !== 0);
    return dtype === 'int32' ? intLiteral(value) : this.#floatLiteral(value);
  }

  #floatLiteral(value: number): string {
    const rounded = Math.fround(value);
    const { positive_infinity, negative_infinity, not_a_number } = numeric.functions;
    if (Number.isNaN(rounded)) return this.call(not_a_number, []);
    if (!Number.isFinite(rounded)) return this.call(rounded > 0 ? positive_infinity : negative_infinity, []);
    // The shortest decimals of the float64 round to the same float32.
    const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
    return value < 0 || Object.is(value, -0) ? `(${text})` : text;
  }

  #binding(key: string, node: Tensor, vector: boolean, write: boolean): string {
    const known = this.bindings.get(key);
    if (known) {
      known.written ||= write;
      return known.name;
    }
    const name = `t${this.bindings.size}`;
    this.bindings.set(key, { name, node, vector, written: write });
    return name;
  }
}

const isName = (text: string): boolean => /^\w+$/.test(text);

export const indexText = (node: Tensor, index: readonly Sym[]): string => flatten(index, node.shape).text;

/** What must be made sure of for a view's elements to be there at an index. */
export const boundsOf = (op: ViewOp, index: readonly Sym[]): Bound[] =>
  (op.inside?.(index) ?? []).filter(isUncertain);

/** Positions below 0 wrap round to the far end of u32, so that one comparison is enough. */
const isUncertain = ({ position, end, step }: Bound): boolean =>
  step > 1 || position.min < 0 || position.max >= end;

/** Results that a kernel of their own kind computes; everything else is computed where it is read. */
export const isAnchor = ({ op }: Tensor): boolean =>
  op.kind === 'reduce' || op.kind === 'scan' || op.kind === 'matmul';

function intLiteral(value: number): string {
  const word = value | 0;
  // The lowest i32 has no literal of its own.
  if (word === -2147483648) return '(-2147483647i - 1i)';
  return word < 0 ? `(${word}i)` : `${word}i`;
}
