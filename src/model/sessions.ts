import { runtime } from '../gpu/runtime.ts';
import type { Dataset } from './dataset.ts';
import { EvaluateSession } from './evaluate.ts';
import { Feed } from './feed.ts';
import { FitSession } from './fit-session.ts';
import { inferenceRows } from './inference-rows.ts';
import type { TrainingState } from './training-state.ts';

/** Epochs of history that the GPU holds, at most and at least. */
const [MOST_SLOTS, FEWEST_SLOTS] = [4096, 64];

/**
 * What `fit` and `evaluate` keep on the GPU between calls. A call with data of the same shapes
 * finds its programs compiled and its buffers made; only the data is uploaded again.
 */
export class Sessions {
  readonly #state: TrainingState;
  #fit: { readonly key: string; readonly session: FitSession } | null = null;
  #evaluate: { readonly key: string; readonly session: EvaluateSession } | null = null;

  constructor(state: TrainingState) {
    this.#state = state;
  }

  async fit(
    data: Dataset,
    validation: Dataset | null,
    { batchSize, shuffle, epochs }: { batchSize: number; shuffle: boolean; epochs: number },
  ): Promise<FitSession> {
    const slots = Math.min(Math.max(2 ** Math.ceil(Math.log2(epochs + 1)), FEWEST_SLOTS), MOST_SLOTS);
    const key = JSON.stringify([
      describe(data),
      validation && describe(validation),
      batchSize,
      shuffle,
      slots,
    ]);
    if (this.#fit?.key !== key) {
      this.#fit?.session.dispose();
      this.#fit = null;
      const feed = new Feed(data, {
        label: 'training',
        batchSize,
        shuffled: shuffle,
        padded: false,
        limit: limit(),
      });
      const test = validation && this.#testFeed('validation', validation, batchSize);
      this.#fit = { key, session: new FitSession(this.#state, feed, test, slots) };
    }
    const { session } = this.#fit;
    try {
      await session.feed.upload(data);
      if (validation) await session.validation?.upload(validation);
      await session.programs();
    } catch (error) {
      // Half a session is none: the next call starts afresh.
      session.dispose();
      this.#fit = null;
      throw error;
    }
    return session;
  }

  async evaluate(data: Dataset, batchSize: number): Promise<EvaluateSession> {
    const key = JSON.stringify([describe(data), batchSize]);
    if (this.#evaluate?.key !== key) {
      this.#evaluate?.session.dispose();
      const feed = this.#testFeed('evaluation', data, batchSize);
      this.#evaluate = { key, session: new EvaluateSession(this.#state, feed) };
    }
    await this.#evaluate.session.feed.upload(data);
    return this.#evaluate.session;
  }

  dispose(): void {
    this.#fit?.session.dispose();
    this.#evaluate?.session.dispose();
  }

  #testFeed(label: string, data: Dataset, batchSize: number): Feed {
    const rows = inferenceRows(this.#state.network, data.rows, batchSize);
    return new Feed(data, { label, batchSize: rows, shuffled: false, padded: true, limit: limit() });
  }
}

const describe = ({ x, y, weights }: Dataset): unknown => [
  x.map(({ shape }) => shape),
  y.map(({ shape, data }) => [shape, data instanceof Int32Array]),
  weights.map((array) => array !== null),
];

const limit = (): number => runtime.opened().info.limits.maxStorageBufferBindingSize;
