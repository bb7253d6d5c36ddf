import { BYTES_PER_ELEMENT, type DType, type TypedArray, toWords } from '../core/dtype.ts';
import { ArgumentError, DTypeError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sameShape, sizeOf } from '../core/shape.ts';
import { executor } from './executor.ts';
import type { TensorLike } from './methods.ts';
import { leaf, Tensor, type TensorStorage } from './tensor.ts';

/** WebGPU binds buffers at multiples of 256 bytes. */
export const ALIGNMENT = 256 / BYTES_PER_ELEMENT;

/** Elements that so many take up in an arena. */
export const alignedSize = (elements: number): number =>
  Math.ceil(Math.max(elements, 1) / ALIGNMENT) * ALIGNMENT;

let nextArena = 0;

/** One GPU buffer that holds variables side by side. */
export class Arena {
  readonly id = nextArena++;
  readonly label: string;
  /** Size in 32-bit words. */
  readonly words: number;
  /** The initial contents; null once they are on the GPU. */
  host: ArrayBuffer | null;
  /** The GPU layer's buffer, made on first use. */
  storage: TensorStorage | null = null;

  constructor(label: string, words: number) {
    this.label = label;
    this.words = words;
    this.host = new ArrayBuffer(words * BYTES_PER_ELEMENT);
  }
}

/** State on the GPU: a tensor whose value programs may replace, in place. */
export class Variable extends Tensor {
  readonly name: string;
  readonly arena: Arena;
  /** Where the value begins in the arena, in elements. */
  readonly offset: number;
  /** False: `gl.grad` without an explicit list does not differentiate with respect to it. */
  readonly trainable: boolean;
  /** Where an optimizer brings the value back to after every update; null: it may be anything. */
  constraint: ((value: Tensor) => Tensor) | null = null;
  /** Variables that lie within this one, whose values it holds side by side; usually none. */
  readonly parts: readonly Variable[];
  #read: WeakRef<Tensor> | null = null;

  constructor(
    name: string,
    shape: Shape,
    dtype: DType,
    arena: Arena,
    offset: number,
    trainable: boolean,
    parts: readonly Variable[] = [],
  ) {
    // The leaf must refer to the variable itself, which does not exist before super().
    const op = leaf('variable', { type: 'variable', variable: null as unknown as Tensor });
    super(op, [], shape, dtype);
    Object.assign(op.source, { variable: this });
    this.name = name;
    this.arena = arena;
    this.offset = offset;
    this.trainable = trainable;
    this.parts = parts;
  }

  /** Replaces the value. `value` has the variable's shape (or is a number) and dtype. */
  assign(value: TensorLike): void {
    this.#store('assign', toTensor.convert(value, this.dtype));
  }

  /** Adds to the value. */
  assignAdd(value: TensorLike): void {
    this.#store('assignAdd', this.add(value));
  }

  /** Subtracts from the value. */
  assignSub(value: TensorLike): void {
    this.#store('assignSub', this.sub(value));
  }

  /** A leaf that keeps this moment's value, whatever is assigned later. */
  eagerValue(): Tensor {
    const live = this.#read?.deref();
    if (live) return live;
    const read = readLeaf(this);
    this.#read = new WeakRef(read);
    return read;
  }

  /** The leaf that somebody may still hold, to be copied before the value is overwritten. */
  takeLiveRead(): Tensor | null {
    const live = this.#read?.deref() ?? null;
    this.#read = null;
    return live;
  }

  #store(call: string, value: Tensor): void {
    const target = `variable '${this.name}' of shape ${shapeText(this.shape)}`;
    if (value.dtype !== this.dtype) {
      throw new DTypeError(
        `${call}: ${target} holds ${this.dtype}, got ${value.dtype}. Use cast('${this.dtype}').`,
      );
    }
    if (!sameShape(value.shape, this.shape)) {
      if (value.rank > 0) {
        throw new ShapeError(
          `${call}: ${target} cannot hold shape ${shapeText(value.shape)}. Use reshape or broadcastTo.`,
        );
      }
      value = value.broadcastTo(this.shape);
    }
    if (tracing.state) traceAssign(tracing.state, this, currentValue(value));
    else executor().assign(new Map([[this, currentValue(value)]]));
  }
}

/** Conversion of numbers and arrays, provided by the operations above this folder. */
export const toTensor: { convert: (value: TensorLike, dtype: DType) => Tensor } = {
  convert: () => {
    throw new ArgumentError('gradloom: import from "gradloom", not from its inner files.');
  },
};

/** What the running trace knows about variables; null outside of a trace. */
export const tracing: { state: TraceState | null } = { state: null };

export interface TraceState {
  readonly reads: Map<Variable, Tensor>;
  readonly assigns: Map<Variable, Tensor>;
}

export const readLeaf = (variable: Variable): Tensor =>
  new Tensor(leaf('read', { type: 'variable', variable }), [], variable.shape, variable.dtype);

/** The value of a variable at this point of the program; any other tensor is its own value. */
export function currentValue(tensor: Tensor): Tensor {
  if (!(tensor instanceof Variable)) return tensor;
  if (!tracing.state) return tensor.eagerValue();
  const { reads, assigns } = tracing.state;
  if (tensor.parts.some((part) => assigns.has(part)))
    return joinParts(tensor, tensor.parts.map(currentValue));
  const known = assigns.get(tensor) ?? reads.get(tensor);
  if (known) return known;
  const read = readLeaf(tensor);
  reads.set(tensor, read);
  return read;
}

/** What is assigned to a variable over others becomes the value of these, and the other way round. */
function traceAssign({ reads, assigns }: TraceState, variable: Variable, value: Tensor): void {
  const over = [...assigns.keys()].find(({ parts }) => parts.includes(variable));
  if (over) {
    for (const part of over.parts) assigns.set(part, currentValue(part));
    assigns.delete(over);
  }
  assigns.set(variable, value);
  for (const part of variable.parts) {
    assigns.delete(part);
    reads.set(part, partOf(variable, part, value));
  }
}

/** The values of all parts of a variable as its value. */
function joinParts(whole: Variable, values: readonly Tensor[]): Tensor {
  const offsets = offsetsOf(whole.parts, whole);
  return new Tensor(
    { kind: 'pack', name: 'pack', offsets, gradient: null },
    values,
    whole.shape,
    whole.dtype,
  );
}

/** What a variable over others holds of one of them. */
export const partOf = (whole: Variable, part: Variable, value: Tensor): Tensor =>
  value.slice([part.offset - whole.offset], [part.size]).reshape(part.shape);

export interface VariableSpec {
  readonly name: string;
  readonly shape: Shape;
  /** Default 'float32'. */
  readonly dtype?: DType;
  /** A typed array of the right length, or one number for all elements. Default 0. */
  readonly initial?: TypedArray | number;
  /** Default true. */
  readonly trainable?: boolean;
  readonly constraint?: Variable['constraint'];
}

/**
 * Variables side by side in one arena, each at a 256-byte boundary, and `flat`, one float32
 * variable over the whole arena: an optimizer updates it in one dispatch. Padding is zero.
 */
export function packVariables(
  label: string,
  specs: readonly VariableSpec[],
): { flat: Variable; parts: Variable[] } {
  const offsets: number[] = [];
  let words = 0;
  for (const { shape } of specs) {
    offsets.push(words);
    words += alignedSize(sizeOf(shape));
  }
  const arena = new Arena(label, Math.max(words, ALIGNMENT));
  const parts = specs.map((spec, k) => {
    const { name, shape, dtype = 'float32', initial = 0, trainable = true, constraint = null } = spec;
    const part = new Variable(name, shape, dtype, arena, offsets[k], trainable);
    part.constraint = constraint;
    writeInitial(part, initial);
    return part;
  });
  return { flat: new Variable(label, [arena.words], 'float32', arena, 0, false, parts), parts };
}

/**
 * One float32 variable over each stretch of variables that lie side by side; one alone stands for itself.
 *
 * @param apart variables that shall stand alone
 */
export function stretchesOf(
  label: string,
  variables: readonly Variable[],
  apart: readonly Variable[] = [],
): Variable[] {
  const sorted = [...variables].sort((a, b) => a.arena.id - b.arena.id || a.offset - b.offset);
  const stretches: Variable[][] = [];
  for (const variable of sorted) {
    const stretch = stretches.at(-1) ?? [];
    const last = stretch.at(-1);
    const follows = last?.arena === variable.arena && endOf(last) === variable.offset;
    if (follows && ![last, variable].some((one) => apart.includes(one))) stretch.push(variable);
    else stretches.push([variable]);
  }
  return stretches.map((parts) => {
    if (parts.length === 1) return parts[0];
    const [{ arena, offset }] = parts;
    const shape = [endOf(parts[parts.length - 1]) - offset];
    return new Variable(label, shape, 'float32', arena, offset, false, parts);
  });
}

const endOf = ({ offset, size }: Variable): number => offset + alignedSize(size);

function writeInitial(variable: Variable, initial: TypedArray | number): void {
  const { arena, dtype, offset, size, name } = variable;
  if (typeof initial !== 'number' && initial.length !== size) {
    throw new ShapeError(
      `variable: '${name}' of shape ${shapeText(variable.shape)} needs ${size} initial values, got ${initial.length}.`,
    );
  }
  const words = dtype === 'float32' ? Float32Array : Int32Array;
  const target = new words(arena.host as ArrayBuffer, offset * BYTES_PER_ELEMENT, size);
  if (typeof initial === 'number') target.fill(initial);
  else target.set(toWords(initial));
}

/** Where each part begins in a vector over all of them, in elements: the layout that `pack` must write. */
export const offsetsOf = (parts: readonly Variable[], flat: Variable): number[] =>
  parts.map((part) => part.offset - flat.offset);
