import { BYTES_PER_ELEMENT, type DType } from '../core/dtype.ts';
import { pause } from '../core/pause.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { runtime } from '../gpu/runtime.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Arena, packVariables, Variable } from '../graph/variable.ts';
import { arange, zeros } from '../ops/creation.ts';
import { permutation } from '../ops/permutation.ts';
import type { Dataset } from './dataset.ts';
import type { Batch } from './measure.ts';
import { memoryLimits } from './memory-limits.ts';
import { permutedIndex } from './permutation.ts';

export interface FeedOptions {
  readonly label: string;
  readonly batchSize: number;
  /** A new order in every epoch. */
  readonly shuffled: boolean;
  /** The last batch is filled up and masked, so that one program serves all; else it is shorter. */
  readonly padded: boolean;
  /** Bytes that the device lets one kernel see of a buffer. */
  readonly limit: number;
}

/** Arenas are whole multiples of 256 bytes, as packVariables makes them. */
const WORDS = 256 / BYTES_PER_ELEMENT;

/** How the CPU and the GPU agree on the order of rows. */
export interface Order {
  readonly seed: Tensor;
  readonly epoch: Tensor;
}

/** Steps that can follow each other; `load` must come before the first of them. */
export interface Run {
  readonly steps: number;
  readonly load: ((epoch: number, seed: number) => void) | null;
}

/**
 * A data set on the GPU: uploaded once and gathered there by a step counter, or, when it is too
 * large for one binding, streamed through a window that holds the rows of some steps.
 */
export class Feed {
  readonly rows: number;
  readonly batchSize: number;
  readonly shuffled: boolean;
  /** One step sees all rows: nothing is gathered or shuffled. */
  readonly whole: boolean;
  readonly streamed: boolean;
  readonly #options: FeedOptions;
  readonly #x: readonly Variable[];
  readonly #y: readonly Variable[];
  readonly #weights: readonly (Variable | null)[];
  /** Batches taken in this epoch. */
  readonly #cursor: Variable;
  /** The row of the data set with which the window begins. */
  readonly #windowStart: Variable;
  readonly #order: Variable | null;
  readonly #windowSteps: number;
  /** Kept only to be streamed. */
  #data: Dataset | null = null;

  constructor(data: Dataset, options: FeedOptions) {
    const { label, limit, shuffled } = options;
    this.#options = options;
    this.rows = data.rows;
    this.batchSize = Math.min(options.batchSize, data.rows);
    const bytes = data.x.map(({ shape }) => sizeOf(shape.slice(1)) * BYTES_PER_ELEMENT);
    // Each input is bound on its own: the widest decides.
    const bytesPerRow = Math.max(...bytes);
    const most = Math.min(limit, memoryLimits.residentBytes);
    this.streamed = bytesPerRow * data.rows > most;
    const batches = Math.floor(Math.min(most, memoryLimits.windowBytes) / (bytesPerRow * this.batchSize));
    this.#windowSteps = this.streamed ? Math.max(1, batches) : this.steps;
    this.whole = !this.streamed && this.batchSize === data.rows;
    this.shuffled = shuffled && !this.whole;
    const rows = this.streamed ? this.#windowSteps * this.batchSize : data.rows;
    const part = (name: string, { shape }: HostArray, dtype: DType): Variable =>
      uninitialized(`${label}/${name}`, [rows, ...shape.slice(1)], dtype);
    this.#x = data.x.map((x, k) => part(numbered('x', k), x, 'float32'));
    this.#y = data.y.map((y, k) =>
      part(numbered('y', k), y, y.data instanceof Int32Array ? 'int32' : 'float32'),
    );
    this.#weights = data.weights.map(
      (weights, k) => weights && part(numbered('weights', k), weights, 'float32'),
    );
    [this.#cursor, this.#windowStart] = packVariables(`${label} position`, [
      { name: `${label}/batch`, shape: [], dtype: 'int32' },
      { name: `${label}/windowStart`, shape: [], dtype: 'int32' },
    ]).parts;
    const ordered = this.shuffled && !this.streamed;
    this.#order = ordered ? uninitialized(`${label}/order`, [data.rows], 'int32') : null;
  }

  /** Labels of one row, all 0: what shapes may be derived from. One per output. */
  get noLabels(): readonly Tensor[] {
    return this.#y.map(({ shape, dtype }) => zeros([1, ...shape.slice(1)], dtype));
  }

  /** Batches in an epoch. */
  get steps(): number {
    return Math.ceil(this.rows / this.batchSize);
  }

  /** Rows of the last batch when it is shorter than the others and not filled up; else 0. */
  get remainder(): number {
    return this.#options.padded ? 0 : this.rows % this.batchSize;
  }

  /** Puts the data on the GPU (streamed data: nothing yet). Large arrays go in pieces. */
  async upload(data: Dataset): Promise<void> {
    if (this.streamed) {
      this.#data = data;
      return;
    }
    for (const [variable, array] of this.#pairs(data)) await upload(variable, array.data);
  }

  /** Recorded: back to the first batch, in the order of this epoch. */
  rewind({ seed, epoch }: Order): void {
    if (this.whole) return;
    this.#cursor.assign(0);
    this.#order?.assign(permutation(this.rows, { seed, counter: epoch }));
  }

  /** Recorded: the next batch of `size` rows. */
  next(size: number): Batch {
    const [x, y, weights] = [this.#x, this.#y, this.#weights];
    if (this.whole) return { x, y, weights, filled: null };
    const position = arange(size).add(this.#cursor.mul(this.batchSize));
    this.#cursor.assignAdd(1);
    const filledUp = this.#options.padded && this.rows % this.batchSize !== 0;
    const place = filledUp ? position.minimum(this.rows - 1) : position;
    const local = this.streamed ? place.sub(this.#windowStart) : place;
    const index = this.#order ? this.#order.gather(local) : local;
    return {
      x: x.map((all) => all.gather(index)),
      y: y.map((all) => all.gather(index)),
      weights: weights.map((all) => all?.gather(index) ?? null),
      filled: filledUp ? position.less(this.rows).cast('float32') : null,
    };
  }

  /** An epoch as runs of full batches (padded: of all batches). */
  *runs(): Generator<Run> {
    const steps = this.#options.padded ? this.steps : Math.floor(this.rows / this.batchSize);
    if (!this.streamed) {
      yield { steps, load: null };
      return;
    }
    for (let first = 0; first < this.steps; first += this.#windowSteps) {
      const load = (epoch: number, seed: number): void => this.#load(first * this.batchSize, epoch, seed);
      yield { steps: Math.min(this.#windowSteps, Math.max(steps - first, 0)), load };
    }
  }

  dispose(): void {
    for (const variable of [...this.#x, ...this.#y, ...this.#weights, this.#order, this.#cursor]) {
      variable?.arena.storage?.dispose();
    }
  }

  /** What holds which array. */
  #pairs({ x, y, weights }: Dataset): [Variable, HostArray<Float32Array | Int32Array>][] {
    const variables = [...this.#x, ...this.#y, ...this.#weights];
    const arrays = [...x, ...y, ...weights];
    return variables.flatMap((variable, k) => {
      const array = arrays[k];
      return variable && array ? [[variable, array]] : [];
    });
  }

  /** Gathers the rows of a window in this epoch's order. The queue keeps it behind the steps before. */
  #load(begin: number, epoch: number, seed: number): void {
    const { rows } = this;
    const end = Math.min(begin + this.#windowSteps * this.batchSize, rows);
    const source = Array.from({ length: end - begin }, (_, i) =>
      this.shuffled ? permutedIndex(begin + i, rows, seed, epoch) : begin + i,
    );
    for (const [variable, array] of this.#pairs(this.#data as Dataset))
      runtime.write(variable, pick(array, source));
    runtime.write(this.#windowStart, Int32Array.of(begin));
  }
}

/** 'x' for the first, 'x 1' for the next. */
const numbered = (name: string, k: number): string => (k === 0 ? name : `${name} ${k}`);

/** The listed rows, one after the other. */
function pick<T extends Float32Array | Int32Array>(
  { data, shape }: HostArray<T>,
  source: readonly number[],
): T {
  const size = sizeOf(shape.slice(1));
  const picked = data.slice(0, 0).constructor as new (length: number) => T;
  const result = new picked(source.length * size);
  for (const [i, row] of source.entries()) result.set(data.subarray(row * size, (row + 1) * size), i * size);
  return result;
}

/** A variable in a buffer of its own that holds zeros until somebody writes to it. */
export function uninitialized(name: string, shape: Shape, dtype: DType): Variable {
  const arena = new Arena(name, Math.ceil(sizeOf(shape) / WORDS) * WORDS);
  // Zeros need no upload: new buffers hold nothing else.
  arena.host = null;
  return new Variable(name, shape, dtype, arena, 0, false);
}

async function upload(variable: Variable, data: Float32Array | Int32Array): Promise<void> {
  const chunk = memoryLimits.uploadBytes / BYTES_PER_ELEMENT;
  for (let begin = 0; begin < data.length; begin += chunk) {
    runtime.write(variable, data.subarray(begin, begin + chunk), begin);
    if (begin + chunk < data.length) await pause();
  }
}
