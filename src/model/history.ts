import { snakeCase } from '../core/names.ts';
import type { Logs } from './types.ts';

/** What `fit` resolves to: one number per finished epoch for the loss and every metric. */
export class History {
  /** `history.valAccuracy`, and the same list as `history.val_accuracy`. */
  readonly history: Record<string, number[]> = {};
  /** Numbers of the finished epochs. */
  readonly epoch: number[] = [];
  readonly params: { readonly epochs: number; readonly steps: number; readonly verbose: number };

  constructor(names: readonly string[], params: History['params']) {
    this.params = params;
    for (const name of names) {
      const list: number[] = [];
      this.history[name] = list;
      const alias = snakeCase(name);
      // Not enumerable: a chart that loops over the history must not draw everything twice.
      if (alias !== name) Object.defineProperty(this.history, alias, { value: list, enumerable: false });
    }
  }

  append(epoch: number, logs: Logs): void {
    this.epoch.push(epoch);
    for (const [name, list] of Object.entries(this.history)) list.push(logs[name]);
  }

  /** The figures of the last finished epoch; empty before the first. */
  lastLogs(): Logs {
    const last = this.epoch.length - 1;
    if (last < 0) return {};
    return Object.fromEntries(Object.entries(this.history).map(([name, list]) => [name, list[last]]));
  }
}
