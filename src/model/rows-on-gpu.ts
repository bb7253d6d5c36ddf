import { BYTES_PER_ELEMENT, type DType } from '../core/dtype.ts';
import { pause } from '../core/pause.ts';
import { sizeOf } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { writeVariable } from '../gpu/write.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { zeros } from '../ops/creation.ts';
import type { Dataset } from './dataset.ts';
import { uninitialized } from './feed.ts';
import type { Batch } from './measure.ts';
import { memoryLimits } from './memory-limits.ts';

type Array32 = HostArray<Float32Array | Int32Array>;

/** Rows of examples, labels and weights on the GPU: one buffer for each. */
export class RowsOnGpu {
  readonly #x: readonly Variable[];
  readonly #y: readonly Variable[];
  readonly #weights: readonly (Variable | null)[];

  /** Room for so many rows like those of `sample`. */
  constructor(label: string, rows: number, { x, y, weights }: Dataset) {
    const part = (name: string, k: number, { data, shape }: Array32): Variable => {
      const dtype: DType = data instanceof Int32Array ? 'int32' : 'float32';
      return uninitialized(`${label}/${name}${k === 0 ? '' : ` ${k}`}`, [rows, ...shape.slice(1)], dtype);
    };
    this.#x = x.map((array, k) => part('x', k, array));
    this.#y = y.map((array, k) => part('y', k, array));
    this.#weights = weights.map((array, k) => array && part('weights', k, array));
  }

  /** Labels of one row, all 0. One per output. */
  get noLabels(): Tensor[] {
    return this.#y.map(({ shape, dtype }) => zeros([1, ...shape.slice(1)], dtype));
  }

  /** All of them, as a batch. */
  get all(): Batch {
    return { x: this.#x, y: this.#y, weights: this.#weights, filled: null };
  }

  /** Recorded: the rows with these numbers. */
  gather(index: Tensor): Batch {
    return {
      x: this.#x.map((all) => all.gather(index)),
      y: this.#y.map((all) => all.gather(index)),
      weights: this.#weights.map((all) => all?.gather(index) ?? null),
      filled: null,
    };
  }

  /** Puts a data set where row `begin` is. The queue keeps it behind the steps before. */
  write(data: Dataset, begin = 0): void {
    for (const [variable, array] of this.#pairs(data)) {
      writeVariable(variable, array.data, begin * sizeOf(array.shape.slice(1)));
    }
  }

  /** The same as `write`, with breaths for the page between pieces of large arrays. */
  async upload(data: Dataset): Promise<void> {
    const piece = memoryLimits.uploadBytes / BYTES_PER_ELEMENT;
    for (const [variable, array] of this.#pairs(data)) {
      for (let begin = 0; begin < array.data.length; begin += piece) {
        writeVariable(variable, array.data.subarray(begin, begin + piece), begin);
        if (begin + piece < array.data.length) await pause();
      }
    }
  }

  dispose(): void {
    for (const variable of [...this.#x, ...this.#y, ...this.#weights]) variable?.arena.storage?.dispose();
  }

  /** What holds which array. */
  #pairs({ x, y, weights }: Dataset): [Variable, Array32][] {
    const variables = [...this.#x, ...this.#y, ...this.#weights];
    return [...x, ...y, ...weights].flatMap((array, k) => {
      const variable = variables[k];
      return variable && array ? [[variable, array]] : [];
    });
  }
}
