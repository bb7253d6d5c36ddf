import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { DataFeed } from './data-feed.ts';
import type { Dataset } from './dataset.ts';
import type { EvaluateSession } from './evaluate.ts';
import type { Feed } from './feed.ts';
import { FitSession } from './fit-session.ts';
import { inferenceRows } from './inference-rows.ts';
import { later } from './load-later.ts';
import type { TrainBatches } from './train-batches.ts';
import type { TrainingState } from './training-state.ts';
import type { Logs } from './types.ts';

/** Epochs of history that the GPU holds, at most and at least. */
const [MOST_SLOTS, FEWEST_SLOTS] = [4096, 64];

/** Batches that somebody yields. */
export interface BatchSource {
  readonly first: Dataset;
  /** Brings them to the GPU. */
  feed(label: string): Feed;
}

interface FitOptions {
  readonly batchSize: number;
  readonly validationBatchSize: number;
  readonly shuffle: boolean;
  readonly epochs: number;
}

/**
 * What `fit`, `evaluate` and `trainOnBatch` keep on the GPU between calls. A call with data of the
 * same shapes finds its programs compiled and its buffers made; only the data is uploaded again.
 */
export class Sessions {
  readonly #state: TrainingState;
  #fit: { readonly key: string; readonly session: FitSession } | null = null;
  #evaluate: { readonly key: string; readonly session: EvaluateSession } | null = null;
  #batches: TrainBatches | null = null;

  constructor(state: TrainingState) {
    this.#state = state;
  }

  async fit(
    data: Dataset | BatchSource,
    validation: Dataset | BatchSource | null,
    { batchSize, validationBatchSize, shuffle, epochs }: FitOptions,
  ): Promise<FitSession> {
    const slots = Math.min(Math.max(2 ** Math.ceil(Math.log2(epochs + 1)), FEWEST_SLOTS), MOST_SLOTS);
    const key = keyOf(data, validation, batchSize, validationBatchSize, shuffle, slots);
    if (key === null || this.#fit?.key !== key) {
      this.#fit?.session.dispose();
      this.#fit = null;
      const feed = isYielded(data)
        ? data.feed('training')
        : new DataFeed(data, {
            label: 'training',
            batchSize,
            shuffled: shuffle,
            padded: false,
            limit: limit(),
          });
      const test = validation && this.#testFeed('validation', validation, validationBatchSize);
      this.#fit = { key: key ?? '', session: new FitSession(this.#state, feed, test, slots) };
    }
    const { session } = this.#fit;
    try {
      await upload(session.feed, data);
      if (validation) await upload(session.validation, validation);
      await session.programs();
    } catch (error) {
      // Half a session is none: the next call starts afresh.
      session.dispose();
      this.#fit = null;
      throw error;
    }
    return session;
  }

  /** The programs of the last `fit`. */
  async programs(): Promise<Program[]> {
    return (await this.#fit?.session.allPrograms()) ?? [];
  }

  async evaluate(data: Dataset | BatchSource, batchSize: number): Promise<Logs> {
    const key = keyOf(data, batchSize);
    if (key === null || this.#evaluate?.key !== key) {
      const { EvaluateSession } = await later();
      this.#evaluate?.session.dispose();
      const feed = this.#testFeed('evaluation', data, batchSize);
      this.#evaluate = { key: key ?? '', session: new EvaluateSession(this.#state, feed) };
    }
    const { session } = this.#evaluate;
    await upload(session.feed, data);
    return session.run();
  }

  /** One step with this batch. @returns the loss and the metrics before the step */
  async trainOnBatch(batch: Dataset): Promise<Logs> {
    const { TrainBatches } = await later();
    this.#batches ??= new TrainBatches(this.#state);
    return this.#batches.run(batch, keyOf(batch) as string);
  }

  dispose(): void {
    this.#fit?.session.dispose();
    this.#evaluate?.session.dispose();
    this.#batches?.dispose();
  }

  #testFeed(label: string, data: Dataset | BatchSource, batchSize: number): Feed {
    if (isYielded(data)) return data.feed(label);
    const { network } = this.#state;
    // How much a step of a masked sequence weighs depends on the others in its batch.
    const joins = !network.masked.includes(true);
    const rows = joins ? inferenceRows(network, data.rows, batchSize) : batchSize;
    return new DataFeed(data, { label, batchSize: rows, shuffled: false, padded: true, limit: limit() });
  }
}

const isYielded = (data: Dataset | BatchSource): data is BatchSource => 'feed' in data;

async function upload(feed: Feed | null, data: Dataset | BatchSource): Promise<void> {
  if (feed instanceof DataFeed && !isYielded(data)) await feed.upload(data);
}

/** Calls with the same key can share programs and buffers; null: nobody knows. */
function keyOf(...parts: readonly (Dataset | BatchSource | number | boolean | null)[]): string | null {
  const isSource = (part: (typeof parts)[number]): boolean =>
    typeof part === 'object' && part !== null && isYielded(part);
  if (parts.some(isSource)) return null;
  return JSON.stringify(
    parts.map((part) => (typeof part === 'object' ? part && describe(part as Dataset) : part)),
  );
}

const describe = ({ x, y, weights }: Dataset): unknown => [
  x.map(({ shape }) => shape),
  y.map(({ shape, data }) => [shape, data instanceof Int32Array]),
  weights.map((array) => array !== null),
];

const limit = (): number => runtime.opened().info.limits.maxStorageBufferBindingSize;
