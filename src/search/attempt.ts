import type { Monitor } from '../callbacks/monitor.ts';
import { ArgumentError, DeviceLostError, NoWebGPUError } from '../core/errors.ts';
import type { Callback, TrainedModel } from '../model/types.ts';
import type { HyperParameters, Space } from './parameter.ts';
import type { DisposableModel, Outcome, SearchOptions, Trial, TrialContext } from './types.ts';

/** A trial while it is being made. */
export class Attempt<S extends Space, M extends DisposableModel> implements TrialContext {
  readonly id: number;
  readonly callbacks: readonly Callback[];
  readonly signal: AbortSignal | undefined;
  /** What was thrown. */
  failure: unknown = null;
  readonly #call: string;
  readonly #options: SearchOptions<S, M>;
  readonly #monitor: Monitor;
  readonly #improves: (a: number, b: number) => boolean;
  readonly #before: readonly Trial[];
  #values: (number | null)[] = [];
  #hopeless = false;

  constructor(
    call: string,
    id: number,
    options: SearchOptions<S, M>,
    monitor: Monitor,
    improves: (a: number, b: number) => boolean,
    before: readonly Trial<S>[],
  ) {
    this.#call = call;
    this.id = id;
    this.#options = options;
    this.#monitor = monitor;
    this.#improves = improves;
    this.#before = before;
    this.signal = options.signal;
    // Without a pruner nobody needs the figures early, and epochs need not wait for each other.
    this.callbacks = options.pruner ? [this.#reporter()] : [];
  }

  /** A property, because `({ report })` takes it out of its object. */
  readonly report = (value: number): boolean => {
    this.#values.push(Number.isFinite(value) ? value : null);
    const { pruner } = this.#options;
    this.#hopeless ||= pruner?.(this.#values, this.#before, this.#improves) ?? false;
    return this.#hopeless;
  };

  async make(params: HyperParameters<S>): Promise<Trial<S>> {
    const common = { id: this.id, params };
    try {
      const score = this.#scoreOf(await this.#run(params));
      const state = this.#hopeless ? 'pruned' : 'completed';
      return { ...common, state, score, values: this.#values, error: null };
    } catch (error) {
      this.signal?.throwIfAborted();
      // After these no other trial could succeed.
      if (error instanceof DeviceLostError || error instanceof NoWebGPUError) throw error;
      this.failure = error;
      const message = error instanceof Error ? error.message : String(error);
      return { ...common, state: 'failed', score: null, values: this.#values, error: message };
    }
  }

  async #run(params: HyperParameters<S>): Promise<Outcome> {
    const options = this.#options;
    if ('run' in options) return options.run(params, this);
    const model = options.build(params);
    try {
      return await options.fit(model, params, this);
    } finally {
      model.dispose();
    }
  }

  #scoreOf(outcome: Outcome): number {
    if (typeof outcome === 'object' && outcome?.history) {
      const series = this.#monitor.valueIn(outcome.history);
      if (this.#values.length === 0) this.#values = series.map((v) => (Number.isFinite(v) ? v : null));
    } else if (typeof outcome !== 'number') {
      throw new ArgumentError(
        `${this.#call}: a trial must resolve to its score or to the history of fit, got ${String(outcome)}.`,
      );
    } else if (!this.#hopeless) {
      if (Number.isFinite(outcome)) return outcome;
      throw new ArgumentError(`${this.#call}: the score of trial ${this.id} is ${outcome}.`);
    }
    const finite = this.#values.filter((value) => value !== null);
    if (finite.length === 0) {
      throw new ArgumentError(`${this.#call}: '${this.#monitor.name}' was never a finite number.`);
    }
    return finite.reduce((best, value) => (this.#improves(value, best) ? value : best));
  }

  #reporter(): Callback {
    let model: TrainedModel | null = null;
    return {
      setModel: (trained) => {
        model = trained;
      },
      onEpochEnd: (_, logs) => {
        if (this.report(this.#monitor.valueIn(logs)) && model) model.stopTraining = true;
      },
    };
  }
}
