import { requireKnownOptions } from '../core/messages.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Callback, Logs, TrainedModel } from '../model/types.ts';
import { MONITOR, Monitor, type MonitorOptions } from './monitor.ts';
import { requireWhole } from './options.ts';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** A change that is not larger than this is no improvement. Default 0. */
  readonly minDelta?: number;
  /** Epochs without improvement after which training stops. Default 0: the first such epoch. */
  readonly patience?: number;
  /** Patience also runs out while the figure is not better than this. Default: no such value. */
  readonly baseline?: number;
  /** Put the weights of the best epoch back when training ends. They stay on the GPU. Default false. */
  readonly restoreBestWeights?: boolean;
  /** Epochs before this one are not looked at. Default 0. */
  readonly startFromEpoch?: number;
  /** 1 prints what is done. Default 0. */
  readonly verbose?: 0 | 1;
}

const KNOWN: readonly string[] = [
  ...MONITOR,
  'minDelta',
  'patience',
  'baseline',
  'restoreBestWeights',
  'startFromEpoch',
  'verbose',
];

/** Source: Keras 3, callbacks/early_stopping.py. */
class EarlyStopping implements Callback {
  /** The best value, and the epoch (from 0) that had it. */
  best: number | null = null;
  bestEpoch = 0;
  /** Epochs since the last improvement. */
  wait = 0;
  /** The epoch after which training was stopped; 0 while it was not. */
  stoppedEpoch = 0;
  readonly #options: EarlyStoppingOptions;
  readonly #monitor: Monitor;
  #model: TrainedModel | null = null;
  #bestWeights: Tensor[] | null = null;

  constructor(options: EarlyStoppingOptions) {
    const call = 'callbacks.earlyStopping';
    const { minDelta, patience = 0, startFromEpoch = 0 } = options;
    requireKnownOptions(call, options, KNOWN);
    requireWhole(call, { patience, startFromEpoch });
    this.#options = options;
    this.#monitor = new Monitor(call, options, minDelta);
  }

  setModel(model: TrainedModel): void {
    this.#model = model;
  }

  onTrainBegin(): void {
    this.best = null;
    this.bestEpoch = this.wait = this.stoppedEpoch = 0;
    this.#forget();
  }

  onEpochEnd(epoch: number, logs: Logs): void {
    const { patience = 0, baseline = null, startFromEpoch = 0 } = this.#options;
    const value = this.#monitor.valueIn(logs);
    if (epoch < startFromEpoch) return;
    this.wait++;
    if (this.#monitor.improves(value, this.best)) {
      this.best = value;
      this.#remember(epoch);
      if (this.#monitor.improves(value, baseline)) this.wait = 0;
    } else if (this.wait >= patience && epoch > 0) {
      this.stoppedEpoch = epoch;
      if (this.#model) this.#model.stopTraining = true;
    }
  }

  async onTrainEnd(): Promise<void> {
    const { verbose = 0 } = this.#options;
    if (verbose && this.stoppedEpoch > 0) console.info(`Epoch ${this.stoppedEpoch + 1}: early stopping`);
    if (!this.#bestWeights) return;
    if (verbose) console.info(`Restoring the weights of the best epoch: ${this.bestEpoch + 1}`);
    await this.#model?.setWeights(this.#bestWeights);
    this.#forget();
  }

  #remember(epoch: number): void {
    this.bestEpoch = epoch;
    if (!this.#options.restoreBestWeights || !this.#model) return;
    this.#forget();
    this.#bestWeights = this.#model.getWeights();
  }

  /** At once: the garbage collector does not see how large these are on the GPU. */
  #forget(): void {
    for (const weight of this.#bestWeights ?? []) weight.dispose();
    this.#bestWeights = null;
  }
}

/** Ends `fit` when a figure has stopped improving. What it found stays readable: `best`, `bestEpoch`, `stoppedEpoch`. */
export const earlyStopping = (options: EarlyStoppingOptions = {}): EarlyStopping =>
  new EarlyStopping(options);
