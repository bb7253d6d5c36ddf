import { enter, withAliases } from '../core/names.ts';
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
    for (const name of names) this.#list(name);
  }

  /** Enters the figures of an epoch. */
  append(epoch: number, logs: Logs): void {
    this.epoch.push(epoch);
    this.amend(logs);
  }

  /** Figures of the last finished epoch, added or replaced. Epochs that lack one have NaN there. */
  amend(logs: Logs): void {
    const last = this.epoch.length - 1;
    for (const [name, value] of Object.entries(logs)) {
      const list = this.#list(name);
      while (list.length < last) list.push(Number.NaN);
      list[last] = value;
    }
  }

  /** The figures of the last finished epoch; empty before the first. */
  lastLogs(): Logs {
    const last = this.epoch.length - 1;
    if (last < 0) return {};
    const known = Object.entries(this.history).filter(([, list]) => last in list);
    return withAliases(Object.fromEntries(known.map(([name, list]) => [name, list[last]])));
  }

  #list(name: string): number[] {
    const known = this.history[name];
    if (known) return known;
    enter(this.history, name, []);
    return this.history[name];
  }
}
