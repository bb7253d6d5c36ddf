import { ArgumentError } from '../core/errors.ts';
import type { Callback, Logs } from '../model/types.ts';
import { Monitor, type MonitorOptions } from './monitor.ts';

/** The moment at which a model is saved. */
export interface Checkpoint {
  /** From 0. */
  readonly epoch: number;
  /** From 0; null at the end of an epoch. */
  readonly batch: number | null;
  readonly logs: Logs;
}

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Saves; training waits for it. For example `({ epoch }) => model.save(...)`, or a look at `model.getWeights()`. */
  readonly save: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Save only when the monitored figure is better than ever before. Default false. */
  readonly saveBestOnly?: boolean;
  /** 'epoch' (the default), or the number of batches after which to save. */
  readonly saveFreq?: 'epoch' | number;
  /** With `saveBestOnly`: what the first saved model must be better than. Default: anything. */
  readonly initialValueThreshold?: number;
}

/** Saves the model while it trains. Source: Keras 3, callbacks/model_checkpoint.py. */
export function modelCheckpoint(options: ModelCheckpointOptions): Callback {
  const call = 'callbacks.modelCheckpoint';
  const { save, saveBestOnly = false, saveFreq = 'epoch', initialValueThreshold = null } = options;
  if (typeof save !== 'function') {
    throw new ArgumentError(
      `${call}: save must be a function such as () => model.save(...), got ${String(save)}.`,
    );
  }
  if (saveFreq !== 'epoch' && !(Number.isInteger(saveFreq) && saveFreq > 0)) {
    throw new ArgumentError(
      `${call}: saveFreq must be 'epoch' or a positive number of batches, got ${String(saveFreq)}.`,
    );
  }
  const monitor = saveBestOnly ? new Monitor(call, options) : null;
  let best = initialValueThreshold;
  const consider = async (checkpoint: Checkpoint): Promise<void> => {
    if (monitor) {
      const value = monitor.valueIn(checkpoint.logs);
      if (!monitor.improves(value, best)) return;
      best = value;
    }
    await save(checkpoint);
  };
  if (saveFreq === 'epoch') return { onEpochEnd: (epoch, logs) => consider({ epoch, batch: null, logs }) };
  let present = 0;
  let unsaved = 0;
  return {
    onEpochBegin: (epoch) => {
      present = epoch;
    },
    onBatchEnd: async (batch, logs) => {
      if (++unsaved < saveFreq) return;
      unsaved = 0;
      await consider({ epoch: present, batch, logs: await logs.values() });
    },
  };
}
