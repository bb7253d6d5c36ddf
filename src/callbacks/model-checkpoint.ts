import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import type { Callback, Logs, TrainedModel } from '../model/types.ts';
import { MONITOR, Monitor, type MonitorOptions } from './monitor.ts';
import { fillTemplate } from './target-template.ts';

/** The moment at which a model is saved. */
export interface Checkpoint {
  /** From 0. */
  readonly epoch: number;
  /** From 0; null at the end of an epoch. */
  readonly batch: number | null;
  readonly logs: Logs;
}

export interface ModelCheckpointOptions extends MonitorOptions {
  /**
   * Where `model.save` puts the model, such as 'indexeddb://wine'. Names in braces are filled in, from the
   * figures and `epoch` and `batch` (from 1): 'indexeddb://wine-{epoch:02d}-{valLoss:.3f}'.
   */
  readonly filepath?: string;
  /** With the optimizer's state, so that training can go on from there. Default true. */
  readonly includeOptimizer?: boolean;
  /** Saves in another way, in the place of `filepath`; training waits for it. */
  readonly save?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** Save only when the monitored figure is better than ever before. Default false. */
  readonly saveBestOnly?: boolean;
  /** 'epoch' (the default), or the number of batches after which to save. */
  readonly saveFreq?: 'epoch' | number;
  /** With `saveBestOnly`: what the first saved model must be better than. Default: anything. */
  readonly initialValueThreshold?: number;
}

const KNOWN: readonly string[] = [
  ...MONITOR,
  'filepath',
  'includeOptimizer',
  'save',
  'saveBestOnly',
  'saveFreq',
  'initialValueThreshold',
];

/** Saves the model while it trains. Source: Keras 3, callbacks/model_checkpoint.py. */
export function modelCheckpoint(options: ModelCheckpointOptions): Callback {
  const call = 'callbacks.modelCheckpoint';
  const { filepath, includeOptimizer = true } = options;
  const { saveBestOnly = false, saveFreq = 'epoch', initialValueThreshold = null } = options;
  requireKnownOptions(call, options, KNOWN);
  if ((typeof filepath === 'string') === (typeof options.save === 'function')) {
    throw new ArgumentError(
      `${call}: expected filepath, such as 'indexeddb://best', or a function save; got ${filepath ? 'both' : 'neither'}.`,
    );
  }
  if (saveFreq !== 'epoch' && !(Number.isInteger(saveFreq) && saveFreq > 0)) {
    throw new ArgumentError(
      `${call}: saveFreq must be 'epoch' or a positive number of batches, got ${String(saveFreq)}.`,
    );
  }
  const monitor = saveBestOnly ? new Monitor(call, options) : null;
  let model: TrainedModel | null = null;
  const setModel = (trained: TrainedModel): void => {
    model = trained;
  };
  const write = async ({ epoch, batch, logs }: Checkpoint): Promise<void> => {
    const numbers = { epoch: epoch + 1, ...(batch !== null && { batch: batch + 1 }), ...logs };
    await model?.save(fillTemplate(call, filepath ?? '', numbers), { includeOptimizer });
  };
  const { save = write } = options;
  let best = initialValueThreshold;
  const consider = async (checkpoint: Checkpoint): Promise<void> => {
    if (monitor) {
      const value = monitor.valueIn(checkpoint.logs);
      if (!monitor.improves(value, best)) return;
      best = value;
    }
    await save(checkpoint);
  };
  if (saveFreq === 'epoch') {
    return { setModel, onEpochEnd: (epoch, logs) => consider({ epoch, batch: null, logs }) };
  }
  let present = 0;
  let unsaved = 0;
  return {
    setModel,
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
