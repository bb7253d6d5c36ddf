import type { MonitorOptions } from '../callbacks/monitor.ts';
import type { History } from '../model/history.ts';
import type { Callback, TrainedModel } from '../model/types.ts';
import type { HyperParameters, Space } from './parameter.ts';
import type { SearchResult } from './result.ts';

/** One attempt. Plain JSON. */
export interface Trial<S extends Space = Space> {
  /** From 0, in the order in which they were made. */
  readonly id: number;
  readonly params: HyperParameters<S>;
  /** `pruned`: given up early, as hopeless. */
  readonly state: 'completed' | 'pruned' | 'failed';
  /** The best value of the objective; null when the trial failed. */
  readonly score: number | null;
  /** The objective after each epoch (each report); null where it was NaN or infinite. */
  readonly values: readonly (number | null)[];
  /** Why the trial failed. */
  readonly error: string | null;
}

/** What a trial is given besides its hyperparameters. */
export interface TrialContext {
  readonly id: number;
  /** For `fit`: they report the objective of every epoch, and end the training of a hopeless trial. */
  readonly callbacks: readonly Callback[];
  /** For `fit`: ends training when the search is ended. */
  readonly signal: AbortSignal | undefined;
  /** The objective so far. True: the trial is hopeless and should end now. */
  report(value: number): boolean;
}

/**
 * Whether a trial is hopeless, from its values so far and those of the trials before it.
 * `improves(a, b)`: whether a is the better value.
 */
export type Pruner = (
  values: readonly (number | null)[],
  before: readonly Trial[],
  improves: (a: number, b: number) => boolean,
) => boolean;

/** A model that a search may throw away. */
export interface DisposableModel extends TrainedModel {
  dispose(): void;
}

interface CommonOptions<S extends Space> {
  readonly space: S;
  /** Name of the figure that is to be optimized. Default 'valLoss'. */
  readonly objective?: string;
  /** Whether less or more of it is better. Default 'auto': by its name. */
  readonly mode?: MonitorOptions['mode'];
  /** Default 10; a grid search makes them all. */
  readonly maxTrials?: number;
  /** The same seed makes the same search: it also seeds gradloom before every trial. Default: a random one. */
  readonly seed?: number;
  /** What gives trials up early: `medianRule()` or `successiveHalving()`. Default: nothing. */
  readonly pruner?: Pruner;
  /** So many failures in a row are an error of the search. Default 3. */
  readonly maxConsecutiveFailedTrials?: number;
  /** What `JSON.stringify(result)` gave, or the object that it is of: the search goes on from there. */
  readonly resume?: string | SearchState;
  /** Ends the search; it rejects with the signal's reason. What `onTrialEnd` was given last can be resumed. */
  readonly signal?: AbortSignal;
  /** After every trial, with all of them so far. */
  readonly onTrialEnd?: (trial: Trial<S>, result: SearchResult<S>) => void | Promise<void>;
}

/** A trial is a function of its own, ... */
interface RunOptions<S extends Space> {
  /** Makes an attempt. Resolves to its score, or to the history in which the objective is. */
  readonly run: (params: HyperParameters<S>, trial: TrialContext) => Outcome | Promise<Outcome>;
}

/** ... or a model and how to train it. The search disposes of the model. */
interface ModelOptions<S extends Space, M extends DisposableModel> {
  /** Makes and compiles a model. */
  readonly build: (params: HyperParameters<S>) => M;
  /** For example `(model, hp, { callbacks, signal }) => model.fit(x, y, { epochs, callbacks, signal })`. */
  readonly fit: (model: M, params: HyperParameters<S>, trial: TrialContext) => Promise<Outcome>;
}

export type Outcome = number | Pick<History, 'history'>;

export type SearchOptions<
  S extends Space = Space,
  M extends DisposableModel = DisposableModel,
> = CommonOptions<S> & (RunOptions<S> | ModelOptions<S, M>);

/** A search as plain JSON. */
export interface SearchState {
  readonly method: string;
  readonly seed: number;
  readonly objective: string;
  readonly space: Readonly<Record<string, unknown>>;
  readonly trials: readonly Trial[];
}

/** The next hyperparameters to try; null when there is nothing left to try. */
export type Proposal<S extends Space> = HyperParameters<S> | null;
