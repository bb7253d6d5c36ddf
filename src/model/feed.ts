import { BYTES_PER_ELEMENT, type DType } from '../core/dtype.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Arena, Variable } from '../graph/variable.ts';
import type { Batch } from './measure.ts';

/** How the CPU and the GPU agree on the order of rows. */
export interface Order {
  readonly seed: Tensor;
  readonly epoch: Tensor;
}

/** Steps of one size that can follow each other; `load` must come before the first of them. */
export interface Run {
  /** Rows of each batch. */
  readonly rows: number;
  readonly steps: number;
  readonly load: ((epoch: number, seed: number) => Promise<void> | void) | null;
}

/** Where the minibatches of a training or a validation come from. */
export interface Feed {
  /** Rows of all batches but the last, or the odd ones. */
  readonly batchSize: number;
  /** Batches in an epoch; infinite while nobody knows. */
  readonly steps: number;
  /** One step sees all rows: nothing is gathered or shuffled. */
  readonly whole: boolean;
  /** Rows of the batches that are known to come: programs for them are compiled before the first step. */
  readonly sizes: readonly number[];
  /** Labels of one row, all 0: what shapes may be derived from. One per output. */
  readonly noLabels: readonly Tensor[];
  /** Recorded: back to the first batch, in the order of this epoch. */
  rewind(order: Order): void;
  /** Recorded: the next batch of `size` rows. */
  next(size: number): Batch;
  /** The batches of an epoch. */
  runs(): Iterable<Run> | AsyncIterable<Run>;
  dispose(): void;
}

/** Arenas are whole multiples of 256 bytes, as packVariables makes them. */
const WORDS = 256 / BYTES_PER_ELEMENT;

/** Whether an arena belongs to a data set: theirs are named 'training/x', others without a slash. */
export const holdsRows = ({ label }: Arena): boolean => label.includes('/');

/** A variable in a buffer of its own that holds zeros until somebody writes to it. */
export function uninitialized(name: string, shape: Shape, dtype: DType): Variable {
  const arena = new Arena(name, Math.ceil(sizeOf(shape) / WORDS) * WORDS);
  // Zeros need no upload: new buffers hold nothing else.
  arena.host = null;
  return new Variable(name, shape, dtype, arena, 0, false);
}
