import type { DType, TypedArray } from '../core/dtype.ts';
import { formatArray } from '../core/format.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { TensorMethods } from './methods.ts';
import type { LeafOp, Op } from './op.ts';

let nextId = 0;

/** Where a computed tensor lives; the GPU layer knows what is behind it. */
export interface TensorStorage {
  /** Gives the memory back; using the tensor afterwards is an error. */
  dispose(): void;
  readonly disposed: boolean;
}

/**
 * A node of the graph, and the handle that users hold: an operation, its inputs, a shape and
 * a dtype. Nothing is computed until somebody asks for the data.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: src/methods.ts installs every method, checked by TypeScript
export class Tensor {
  readonly id = nextId++;
  readonly op: Op;
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  readonly dtype: DType;
  /** Set once the value exists on the GPU. */
  storage: TensorStorage | null = null;
  /** The CPU's copy, for leaves made from host data. */
  readonly host: TypedArray | null;

  constructor(op: Op, inputs: readonly Tensor[], shape: Shape, dtype: DType, host: TypedArray | null = null) {
    this.op = op;
    this.inputs = inputs;
    this.shape = shape;
    this.dtype = dtype;
    this.host = host;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /**
   * The values in the form of NumPy where they are on the CPU, as those of `gl.tensor([1, 2])` are. Of what
   * is computed dtype and shape, `Tensor float32[2, 3]`: reading it back from the GPU takes a promise,
   * `await gl.format(tensor)` or `await gl.print(tensor)`.
   */
  toString(): string {
    if (this.host) return formatArray(this.host, this.shape, this.dtype);
    return `Tensor ${this.dtype}[${this.shape.join(', ')}]`;
  }
}

/** The methods are installed by src/methods.ts, which imports the operations; nothing below it does. */
export interface Tensor extends TensorMethods {}

export const leaf = (name: string, source: LeafOp['source']): LeafOp => ({
  kind: 'leaf',
  name,
  source,
  gradient: null,
});

/** A scalar that the programs spell out as a number. */
export function literal(value: number, dtype: DType): Tensor {
  return new Tensor(leaf('literal', { type: 'literal', value }), [], [], dtype);
}

/** True for leaves whose value is a literal number. */
export const literalValue = (tensor: Tensor): number | null =>
  tensor.op.kind === 'leaf' && tensor.op.source.type === 'literal' ? tensor.op.source.value : null;
