import type { Data, Weights, Workload } from './workloads.ts';

/** One library that trains. An adapter is one file in engines/ and one line in engines/index.ts. */
export interface Engine {
  /** As it appears in the tables, with the version. */
  readonly name: string;
  /** Builds the model with these weights and brings the data to the device. */
  setup(workload: Workload, initialWeights: Weights, data: Data): Promise<Trainer>;
}

/**
 * A model in training. Batches come in the order of the data, a pass over all of them after the other;
 * every call goes on where the last one stopped, and resolves when the device has finished.
 */
export interface Trainer {
  /** `steps` must be a multiple of this: 1, or the batches of a pass where an engine only makes whole ones. */
  readonly stride: number;
  /** What is timed. */
  steps(steps: number): Promise<void>;
  /** Trains for so many passes over the data and gives the mean loss of each, as measured before each update. */
  losses(passes: number): Promise<number[]>;
  dispose(): void;
}

/** Engines that leave it to the caller wait for the device after so many steps. */
export const STEPS_IN_FLIGHT = 32;
