import type { Dataset } from './dataset.ts';
import { TrainBatch } from './train-batch.ts';
import type { TrainingState } from './training-state.ts';
import type { Logs } from './types.ts';

/** Shapes of batches that `trainOnBatch` stays ready for. */
const MOST = 8;

/** Single training steps, with batches of several shapes. */
export class TrainBatches {
  readonly #state: TrainingState;
  /** By what the batches have in common; last is the one used last. */
  readonly #known = new Map<string, TrainBatch>();

  constructor(state: TrainingState) {
    this.#state = state;
  }

  /** @param key is the same for batches that can share a program */
  run(batch: Dataset, key: string): Promise<Logs> {
    const step = this.#known.get(key) ?? new TrainBatch(this.#state, batch);
    this.#known.delete(key);
    this.#known.set(key, step);
    for (const [old, unused] of this.#known) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(old);
      unused.dispose();
    }
    return step.run(batch);
  }

  dispose(): void {
    for (const step of this.#known.values()) step.dispose();
  }
}
