import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import type { Callback } from '../model/types.ts';
import { LearningRate } from './learning-rate.ts';
import { MONITOR, Monitor, type MonitorOptions } from './monitor.ts';
import { requireWhole } from './options.ts';

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied with, below 1. Default 0.1. */
  readonly factor?: number;
  /** Epochs without improvement after which the rate is reduced. Default 10. */
  readonly patience?: number;
  /** A change that is not larger than this is no improvement. Default 1e-4. */
  readonly minDelta?: number;
  /** Epochs after a reduction in which patience does not count. Default 0. */
  readonly cooldown?: number;
  /** Default 0. */
  readonly minLR?: number;
  /** 1 prints every reduction. Default 0. */
  readonly verbose?: 0 | 1;
}

const KNOWN: readonly string[] = [
  ...MONITOR,
  'factor',
  'patience',
  'minDelta',
  'cooldown',
  'minLR',
  'verbose',
];

/**
 * Reduces the learning rate when a figure has stopped improving. The history gets the rate with
 * which each epoch was trained, as `learningRate`. Source: Keras 3, callbacks/reduce_lr_on_plateau.py.
 */
export function reduceLROnPlateau(options: ReduceLROnPlateauOptions = {}): Callback {
  const call = 'callbacks.reduceLROnPlateau';
  const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0, minLR = 0, verbose = 0 } = options;
  requireKnownOptions(call, options, KNOWN);
  if (!(factor < 1)) throw new ArgumentError(`${call}: factor must be below 1, got ${String(factor)}.`);
  requireWhole(call, { patience, cooldown });
  const monitor = new Monitor(call, options, minDelta);
  const learningRate = new LearningRate(call);
  let best: number | null = null;
  let wait = 0;
  let coolingDown = 0;
  return {
    setModel: (model) => learningRate.follow(model),
    onTrainBegin: () => {
      best = null;
      wait = coolingDown = 0;
    },
    onEpochEnd: (epoch, logs) => {
      const rate = learningRate.value;
      logs.learningRate = rate;
      const value = monitor.valueIn(logs);
      if (coolingDown > 0) {
        coolingDown--;
        wait = 0;
      }
      if (monitor.improves(value, best)) {
        best = value;
        wait = 0;
      } else if (coolingDown === 0 && ++wait >= patience && rate > minLR) {
        learningRate.value = Math.max(rate * factor, minLR);
        if (verbose) console.info(`Epoch ${epoch + 1}: learning rate reduced to ${learningRate.value}`);
        coolingDown = cooldown;
        wait = 0;
      }
    },
  };
}
