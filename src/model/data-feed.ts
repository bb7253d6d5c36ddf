import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { sizeOf } from '../core/shape.ts';
import { writeVariable } from '../gpu/write.ts';
import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { arange } from '../ops/creation.ts';
import { permutation } from '../ops/permutation.ts';
import type { Dataset } from './dataset.ts';
import { type Feed, type Order, type Run, uninitialized } from './feed.ts';
import { later } from './load-later.ts';
import type { Batch } from './measure.ts';
import { memoryLimits } from './memory-limits.ts';
import { RowsOnGpu } from './rows-on-gpu.ts';

export interface DataFeedOptions {
  readonly label: string;
  readonly batchSize: number;
  /** A new order in every epoch. */
  readonly shuffled: boolean;
  /** The last batch is filled up and masked, so that one program serves all; else it is shorter. */
  readonly padded: boolean;
  /** Bytes that the device lets one kernel see of a buffer. */
  readonly limit: number;
}

/**
 * A data set on the GPU: uploaded once and gathered there by a step counter, or, when it is too
 * large for one binding, streamed through a window that holds the rows of some steps.
 */
export class DataFeed implements Feed {
  readonly rows: number;
  readonly batchSize: number;
  readonly shuffled: boolean;
  readonly whole: boolean;
  readonly streamed: boolean;
  readonly #padded: boolean;
  readonly #window: RowsOnGpu;
  readonly #windowSteps: number;
  /** Batches taken in this epoch. */
  readonly #cursor: Variable;
  /** The row of the data set with which the window begins. */
  readonly #windowStart: Variable;
  readonly #order: Variable | null;
  /** Kept only to be streamed. */
  #data: Dataset | null = null;

  constructor(data: Dataset, { label, limit, shuffled, padded, batchSize }: DataFeedOptions) {
    this.#padded = padded;
    this.rows = data.rows;
    this.batchSize = Math.min(batchSize, data.rows);
    // Each array is bound on its own: the widest decides.
    const widest = Math.max(...[...data.x, ...data.y].map(({ shape }) => sizeOf(shape.slice(1))));
    const bytesPerRow = widest * BYTES_PER_ELEMENT;
    const most = Math.min(limit, memoryLimits.residentBytes);
    this.streamed = bytesPerRow * data.rows > most;
    const batches = Math.floor(Math.min(most, memoryLimits.windowBytes) / (bytesPerRow * this.batchSize));
    this.#windowSteps = this.streamed ? Math.max(1, batches) : this.steps;
    this.whole = !this.streamed && this.batchSize === data.rows;
    this.shuffled = shuffled && !this.whole;
    const rows = this.streamed ? this.#windowSteps * this.batchSize : data.rows;
    this.#window = new RowsOnGpu(label, rows, data);
    [this.#cursor, this.#windowStart] = packVariables(`${label} position`, [
      { name: `${label}/batch`, shape: [], dtype: 'int32' },
      { name: `${label}/windowStart`, shape: [], dtype: 'int32' },
    ]).parts;
    const ordered = this.shuffled && !this.streamed;
    this.#order = ordered ? uninitialized(`${label}/order`, [data.rows], 'int32') : null;
  }

  get steps(): number {
    return Math.ceil(this.rows / this.batchSize);
  }

  get noLabels(): readonly Tensor[] {
    return this.#window.noLabels;
  }

  get sizes(): number[] {
    return this.#remainder > 0 ? [this.batchSize, this.#remainder] : [this.batchSize];
  }

  /** Puts the data on the GPU (streamed data: nothing yet). */
  async upload(data: Dataset): Promise<void> {
    if (this.streamed) this.#data = data;
    else await this.#window.upload(data);
  }

  rewind({ seed, epoch }: Order): void {
    if (this.whole) return;
    this.#cursor.assign(0);
    this.#order?.assign(permutation(this.rows, { seed, counter: epoch }));
  }

  next(size: number): Batch {
    if (this.whole) return this.#window.all;
    const position = arange(size).add(this.#cursor.mul(this.batchSize));
    this.#cursor.assignAdd(1);
    const filledUp = this.#padded && this.rows % this.batchSize !== 0;
    const place = filledUp ? position.minimum(this.rows - 1) : position;
    const local = this.streamed ? place.sub(this.#windowStart) : place;
    const batch = this.#window.gather(this.#order ? this.#order.gather(local) : local);
    return filledUp ? { ...batch, filled: position.less(this.rows).cast('float32') } : batch;
  }

  *runs(): Generator<Run> {
    const { batchSize } = this;
    const remainder = this.#remainder;
    const full = remainder > 0 ? this.steps - 1 : this.steps;
    for (let first = 0; first < this.steps; first += this.#windowSteps) {
      const load = this.streamed
        ? (epoch: number, seed: number): Promise<void> => this.#load(first * batchSize, epoch, seed)
        : null;
      const steps = Math.min(this.#windowSteps, full - first);
      if (steps > 0) yield { rows: batchSize, steps, load };
      const isLast = first + this.#windowSteps >= this.steps;
      if (isLast && remainder > 0) yield { rows: remainder, steps: 1, load: steps > 0 ? null : load };
    }
  }

  dispose(): void {
    this.#window.dispose();
    for (const variable of [this.#order, this.#cursor]) variable?.arena.storage?.dispose();
  }

  /** Rows of the last batch when it is shorter than the others and not filled up; else 0. */
  get #remainder(): number {
    return this.#padded ? 0 : this.rows % this.batchSize;
  }

  /** Gathers the rows of a window in this epoch's order. */
  async #load(begin: number, epoch: number, seed: number): Promise<void> {
    const { takeRows } = await later();
    const end = Math.min(begin + this.#windowSteps * this.batchSize, this.rows);
    const order = this.shuffled ? { epoch, seed } : null;
    this.#window.write(takeRows(this.#data as Dataset, begin, end, order));
    writeVariable(this.#windowStart, Int32Array.of(begin));
  }
}
