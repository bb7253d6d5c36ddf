import type { Tensor } from '../graph/tensor.ts';
import { currentValue, packVariables, type Variable } from '../graph/variable.ts';
import { assignElement } from '../ops/scatter.ts';
import { where } from '../ops/where.ts';
import type { Order } from './feed.ts';
import type { Logs } from './types.ts';

/**
 * What `fit` wants to know, kept on the GPU until somebody asks: a ring with one entry per epoch
 * for each figure, the number of finished epochs, and the first step whose loss was not finite.
 */
export class Ledger {
  readonly names: readonly string[];
  /** Epochs that the ring holds. */
  readonly slots: number;
  /** int32: epochs finished in this call of `fit`. */
  readonly epoch: Variable;
  /** int32: keys the order of rows. */
  readonly seed: Variable;
  /** int32: the step, counted from the model's first, whose loss was not finite; -1 while all were. */
  readonly badStep: Variable;
  /** int32: number of the epoch with which this call of `fit` began. */
  readonly #firstEpoch: Variable;
  readonly #slot: Variable;
  readonly #rings: readonly Variable[];
  /** The training figures of the epoch that is under way, when somebody asked last. */
  readonly #running: readonly Variable[];

  /** @param running how many of the first names are known within an epoch */
  constructor(names: readonly string[], running: number, slots: number) {
    this.names = names;
    this.slots = slots;
    const counter = (name: string) => ({ name, shape: [], dtype: 'int32' as const });
    const { parts } = packVariables('fit', [
      counter('epoch'),
      counter('seed'),
      counter('badStep'),
      counter('slot'),
      counter('firstEpoch'),
      ...names.map((name) => ({ name: `history/${name}`, shape: [slots] })),
    ]);
    [this.epoch, this.seed, this.badStep, this.#slot, this.#firstEpoch, ...this.#rings] = parts;
    const live = names.slice(0, running).map((name) => ({ name: `running/${name}`, shape: [] }));
    this.#running = packVariables('running figures', live).parts;
  }

  /** What the counters must hold when a `fit` starts. */
  startValues(seed: number, firstEpoch: number): [Variable, Int32Array][] {
    const values: [Variable, number][] = [
      [this.epoch, 0],
      [this.seed, seed],
      [this.badStep, -1],
      [this.#slot, -1],
      [this.#firstEpoch, firstEpoch],
    ];
    return values.map(([variable, value]) => [variable, Int32Array.of(value)]);
  }

  /** Recorded: what keys the order of rows. A `fit` that goes on at an epoch has the order that this epoch has in any. */
  get order(): Order {
    return { seed: this.seed, epoch: this.epoch.add(this.#firstEpoch) };
  }

  /** Recorded: notes the first loss that is NaN or infinite. */
  watch(loss: Tensor, steps: Tensor): void {
    const first = loss.isFinite().logicalNot().logicalAnd(this.badStep.less(0));
    this.badStep.assign(where(first, steps, this.badStep));
  }

  /** Recorded: enters the figures of an epoch and turns to the next. */
  closeEpoch(figures: readonly Tensor[]): void {
    const next = this.#slot.add(1);
    this.#slot.assign(where(next.equal(this.slots), 0, next));
    for (const [k, ring] of this.#rings.entries()) assignElement(ring, currentValue(this.#slot), figures[k]);
    this.epoch.assignAdd(1);
  }

  /** Recorded: notes the figures of the epoch so far. */
  peek(figures: readonly Tensor[]): void {
    for (const [k, variable] of this.#running.entries()) variable.assign(figures[k]);
  }

  /** What to read back, in the order that `parse` expects. */
  get variables(): Variable[] {
    return [this.epoch, this.badStep, ...this.#running, ...this.#rings];
  }

  parse(values: readonly ArrayLike<number>[]): LedgerPage {
    const live = this.#running.length;
    const [epochs, badStep, ...running] = values.slice(0, live + 2).map((value) => value[0]);
    const rings = values.slice(live + 2);
    return {
      epochs,
      badStep,
      running: Object.fromEntries(running.map((value, k) => [this.names[k], value])),
      figures: (epoch) =>
        Object.fromEntries(this.names.map((name, k) => [name, rings[k][epoch % this.slots]])),
    };
  }

  dispose(): void {
    this.epoch.arena.storage?.dispose();
    this.#running[0].arena.storage?.dispose();
  }
}

/** What was read back. */
export interface LedgerPage {
  /** Finished epochs. */
  readonly epochs: number;
  readonly badStep: number;
  /** The figures of the epoch that was under way at the last `peek`. */
  readonly running: Logs;
  /** The figures of one of the last `slots` finished epochs. */
  figures(epoch: number): Logs;
}
