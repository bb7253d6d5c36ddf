import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';

export interface MonitorOptions {
  /** Which figure of the history: 'loss', 'valAccuracy' (or 'val_accuracy'), ... Default 'valLoss'. */
  readonly monitor?: string;
  /** Whether the smaller or the larger value is better. Default 'auto': by the figure's name. */
  readonly mode?: 'auto' | 'min' | 'max';
}

/** The names of these options. */
export const MONITOR = ['monitor', 'mode'];

/** Figures of which less is better, and of which more is: parts of their names. */
const SMALLER =
  /loss|error|ms[el]|mae|mape|entropy|divergence|kld|poisson|hinge|huber|cosh|false_?(pos|neg)/i;
const LARGER =
  /acc|auc|precision|recall|score|f_?beta|f1|r2|iou|positives|negatives|sensitivity|specificity|similarity/i;

/** Follows one figure and tells whether it got better. Source: Keras 3, callbacks/monitor_callback.py. */
export class Monitor {
  readonly name: string;
  /** 1: more is better; -1: less is. */
  readonly sign: 1 | -1;
  readonly #call: string;
  readonly #minDelta: number;

  /** @param minDelta a change that is not larger than this is none */
  constructor(call: string, { monitor = 'valLoss', mode = 'auto' }: MonitorOptions, minDelta = 0) {
    this.#call = call;
    this.name = monitor;
    if (!Number.isFinite(minDelta)) {
      throw new ArgumentError(`${call}: minDelta must be a finite number, got ${String(minDelta)}.`);
    }
    this.#minDelta = Math.abs(minDelta);
    this.sign = directionOf(call, monitor, mode);
  }

  /**
   * The figure among those of an epoch, or its list among those of a history.
   * @throws ArgumentError when there is none of that name (Keras only warns)
   */
  valueIn<T>(logs: Readonly<Record<string, T>>): T {
    const validated = Object.keys(logs).some((name) => name.startsWith('val'));
    if (/^val/i.test(this.name) && !validated) {
      throw new ArgumentError(
        `${this.#call}: monitor '${this.name}' needs validation data, and fit has none. ` +
          `Pass validationData or validationSplit to fit, or monitor one of: ${Object.keys(logs).join(', ')}.`,
      );
    }
    return lookUp(this.#call, 'monitor', this.name, logs);
  }

  /** Whether `value` is better than `reference` by more than minDelta; anything is better than null. */
  improves(value: number, reference: number | null): boolean {
    if (reference === null) return true;
    const changed = value - this.sign * this.#minDelta;
    // Figures are float32 numbers, and so Keras compares them.
    return this.sign * Math.fround(changed) > this.sign * Math.fround(reference);
  }
}

function directionOf(call: string, monitor: string, mode: MonitorOptions['mode']): 1 | -1 {
  if (mode === 'min') return -1;
  if (mode === 'max') return 1;
  if (mode !== 'auto') {
    throw new ArgumentError(`${call}: mode must be 'auto', 'min' or 'max', got ${String(mode)}.`);
  }
  if (SMALLER.test(monitor)) return -1;
  if (LARGER.test(monitor)) return 1;
  throw new ArgumentError(
    `${call}: whether '${monitor}' should rise or fall cannot be told from its name. Pass mode: 'max' or mode: 'min'.`,
  );
}
