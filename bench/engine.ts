import type { Data, LayerWeights } from './workloads/data.ts';
import type { Kernel, Training } from './workloads/workload.ts';

/** One library. An adapter is one file in engines/ and one line in engines/index.ts. */
export interface Engine {
  /** As it appears in the tables, with the version. */
  readonly name: string;
  /** Builds the model with these weights and brings the data to the device. @throws Unsupported */
  train(workload: Training, initialWeights: readonly LayerWeights[], data: Data): Promise<Runner>;
  /** Brings the operands to the device. @throws Unsupported */
  operate(workload: Kernel, operands: readonly Float32Array<ArrayBuffer>[]): Promise<Runner>;
}

/**
 * A model in training, or an operation. Batches come in the order of the data, a pass over all of them after
 * the other; every call goes on where the last one stopped, and resolves when the device has finished.
 */
export interface Runner {
  /** `steps` must be a multiple of this: 1, or the batches of a pass where an engine only makes whole ones. */
  readonly stride: number;
  /** What is timed. */
  steps(steps: number): Promise<void>;
  /**
   * Of a model: trains for so many passes over the data and gives the mean loss of each, as measured before each
   * update. Of an operation: does it so often and gives some elements of the last result, see `sampleOf`.
   *
   * @param onFirst called when the first step's result is known
   */
  check(passes: number, onFirst: () => void): Promise<number[]>;
  /** Finds the kernels that are fastest here, where the engine can; called once, after the check. */
  tune?(): Promise<void>;
  dispose(): void;
}

/** What an engine throws that cannot do a workload, or does not run here. */
export class Unsupported extends Error {
  override name = 'Unsupported';
}

/** Engines that leave it to the caller wait for the device after so many steps. */
export const STEPS_IN_FLIGHT = 32;

/** A few elements from all over a result. */
export function sampleOf(values: ArrayLike<number>): number[] {
  const count = Math.min(8, values.length);
  return Array.from({ length: count }, (_, k) => values[Math.floor(((k + 0.5) * values.length) / count)]);
}

/** How an engine is driven whose steps are single calls. */
export interface StepCalls<Result> {
  /** One step; gives its loss, or what the operation gave. */
  step(): Result;
  /** Waits until the device has made all steps so far. */
  finished(last: Result): Promise<unknown>;
  read(result: Result): Promise<ArrayLike<number>>;
  /** Frees a result that nobody wants. */
  drop(result: Result): void;
  dispose(): void;
  /** Chooses the engine's device, in case another engine of the library has been at work. */
  enter(): unknown;
}

/** A runner from single training steps. */
export function trainingRunner<Result>(calls: StepCalls<Result>, batches: number): Runner {
  const { step, read, drop, enter } = calls;
  return {
    ...base(calls),
    async check(passes, onFirst) {
      await enter();
      const means: number[] = [];
      for (let pass = 0; pass < passes; pass++) {
        let sum = 0;
        for (let k = 0; k < batches; k++) {
          const loss = step();
          sum += (await read(loss))[0];
          drop(loss);
          if (pass === 0 && k === 0) onFirst();
        }
        means.push(sum / batches);
      }
      return means;
    },
  };
}

/** A runner from single operations. */
export function operationRunner<Result>(calls: StepCalls<Result>): Runner {
  const { step, read, drop, enter } = calls;
  return {
    ...base(calls),
    async check(passes, onFirst) {
      await enter();
      let sample: number[] = [];
      for (let k = 0; k < passes; k++) {
        const result = step();
        sample = sampleOf(await read(result));
        drop(result);
        if (k === 0) onFirst();
      }
      return sample;
    },
  };
}

function base<Result>({ step, finished, drop, dispose, enter }: StepCalls<Result>) {
  return {
    stride: 1,
    async steps(steps: number) {
      await enter();
      for (let k = 0; k < steps; k++) {
        const result = step();
        if ((k + 1) % STEPS_IN_FLIGHT === 0 || k === steps - 1) await finished(result);
        drop(result);
      }
    },
    dispose,
  };
}
