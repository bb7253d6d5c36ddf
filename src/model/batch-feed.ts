import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { ArgumentError, DataError } from '../core/errors.ts';
import { sizeOf } from '../core/shape.ts';
import { writeVariable } from '../gpu/write.ts';
import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { arange } from '../ops/creation.ts';
import { BatchReader } from './batch-reader.ts';
import type { Dataset } from './dataset.ts';
import type { Feed, Run } from './feed.ts';
import type { Batch } from './measure.ts';
import { memoryLimits } from './memory-limits.ts';
import { RowsOnGpu } from './rows-on-gpu.ts';
import type { BatchSource } from './sessions.ts';
import type { Batches, LabelledData } from './types.ts';

/** Waiting for more batches than come in this time would keep the GPU waiting, too. */
const PATIENCE = 30;

/** Takes the first batch, which says what the others must be like. */
export async function openBatches(
  call: string,
  batches: Batches,
  stepsPerEpoch: number | null,
  read: (call: string, batch: LabelledData) => Promise<Dataset>,
): Promise<BatchSource> {
  const reader = new BatchReader(call, batches, (from, batch: LabelledData) => {
    requireLabelled(from, batch);
    return read(from, batch);
  });
  const first = await reader.first();
  return { first, feed: (label) => new BatchFeed(label, call, reader, first, stepsPerEpoch) };
}

function requireLabelled(call: string, batch: LabelledData): void {
  if (Array.isArray(batch) && (batch.length === 2 || batch.length === 3)) return;
  throw new ArgumentError(`${call}: a batch must be [x, y] or [x, y, sampleWeight], got ${String(batch)}.`);
}

/**
 * Batches that somebody yields. While the GPU works on those of one window, the CPU gathers the
 * next ones; the queue copies them in when it is done.
 */
class BatchFeed implements Feed {
  readonly batchSize: number;
  readonly whole = false;
  readonly #call: string;
  readonly #reader: BatchReader<LabelledData, Dataset>;
  readonly #stepsPerEpoch: number | null;
  readonly #window: RowsOnGpu;
  readonly #windowSteps: number;
  /** Batches taken from the window. */
  readonly #cursor: Variable;
  #stepsSeen = Number.POSITIVE_INFINITY;

  /** @param first the first batch: no later one may have more rows */
  constructor(
    label: string,
    call: string,
    reader: BatchReader<LabelledData, Dataset>,
    first: Dataset,
    stepsPerEpoch: number | null,
  ) {
    this.#call = call;
    this.#reader = reader;
    this.#stepsPerEpoch = stepsPerEpoch;
    this.batchSize = first.rows;
    const elements = [...first.x, ...first.y].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const most = Math.floor(memoryLimits.windowBytes / (elements * BYTES_PER_ELEMENT));
    this.#windowSteps = Math.min(Math.max(most, 1), stepsPerEpoch ?? Number.POSITIVE_INFINITY);
    this.#window = new RowsOnGpu(label, this.#windowSteps * first.rows, first);
    const cursor = { name: `${label}/batch`, shape: [], dtype: 'int32' as const };
    [this.#cursor] = packVariables(`${label} position`, [cursor]).parts;
  }

  get steps(): number {
    return this.#stepsPerEpoch ?? this.#stepsSeen;
  }

  get noLabels(): readonly Tensor[] {
    return this.#window.noLabels;
  }

  get sizes(): number[] {
    return [this.batchSize];
  }

  /** Where a window begins is where the last batch ended: nothing to turn back. */
  rewind(): void {}

  next(size: number): Batch {
    const batch = this.#window.gather(arange(size).add(this.#cursor.mul(this.batchSize)));
    this.#cursor.assignAdd(1);
    return batch;
  }

  /**
   * With stepsPerEpoch an epoch goes on where the last one ended; without, it begins anew. No run
   * at all means that the batches are used up.
   */
  async *runs(): AsyncGenerator<Run> {
    const most = this.#stepsPerEpoch ?? Number.POSITIVE_INFINITY;
    if (this.#stepsPerEpoch === null) this.#reader.restart();
    let steps = 0;
    while (steps < most) {
      const wanted = Math.min(most - steps, this.#windowSteps);
      let window = await this.#gather(wanted);
      const again = window.length === 0 && this.#stepsPerEpoch !== null && this.#reader.restart();
      if (again) window = await this.#gather(wanted);
      if (window.length === 0) break;
      steps += window.length;
      yield { rows: window[0].rows, steps: window.length, load: () => this.#load(window) };
    }
    this.#stepsSeen = steps;
  }

  dispose(): void {
    this.#reader.close();
    this.#window.dispose();
    this.#cursor.arena.storage?.dispose();
  }

  /** The next batches of one size, as many as fit and as come soon. */
  async #gather(most: number): Promise<Dataset[]> {
    const window: Dataset[] = [];
    const start = performance.now();
    while (window.length < most && (window.length === 0 || performance.now() - start < PATIENCE)) {
      const batch = await this.#reader.next();
      if (!batch) break;
      if (batch.rows > this.batchSize) {
        throw new DataError(
          `${this.#call}: a batch has ${batch.rows} rows, but the first had ${this.batchSize}. ` +
            'Later batches may be smaller, not larger.',
        );
      }
      if (window.length > 0 && batch.rows !== window[0].rows) {
        this.#reader.putBack(batch);
        break;
      }
      window.push(batch);
    }
    return window;
  }

  #load(window: readonly Dataset[]): void {
    for (const [k, batch] of window.entries()) this.#window.write(batch, k * this.batchSize);
    writeVariable(this.#cursor, Int32Array.of(0));
  }
}
