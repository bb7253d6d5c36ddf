import { OutOfMemoryError } from '../core/errors.ts';
import { later } from './load-later.ts';
import type { TrainingState } from './training-state.ts';

/** Throws what was thrown; of a GPU without room, with the batch size that would fit. */
export const explained =
  (call: string, { network }: TrainingState, batchSize: number) =>
  async (error: unknown): Promise<never> => {
    if (!(error instanceof OutOfMemoryError)) throw error;
    const { explainOutOfMemory } = await later();
    throw await explainOutOfMemory(call, network, batchSize, error);
  };
