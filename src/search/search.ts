import { Monitor } from '../callbacks/monitor.ts';
import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import { hash3, RandomStream } from '../core/random.ts';
import { nextSeed, setSeed } from '../ops/random.ts';
import { Attempt } from './attempt.ts';
import type { Space } from './parameter.ts';
import { SearchResult } from './result.ts';
import type { DisposableModel, Proposal, SearchOptions, SearchState, Trial } from './types.ts';

/** Proposes what to try next, from the trials so far and numbers that only depend on seed and trial. */
export type Propose<S extends Space> = (
  trials: readonly Trial<S>[],
  random: RandomStream,
  improves: (a: number, b: number) => boolean,
) => Proposal<S>;

const KNOWN = [
  'space',
  'objective',
  'mode',
  'maxTrials',
  'seed',
  'pruner',
  'maxConsecutiveFailedTrials',
  'resume',
  'signal',
  'onTrialEnd',
  'run',
  'build',
  'fit',
  // Of a Bayesian search only.
  'numInitialPoints',
  'kernel',
];

/**
 * Makes one trial after the other. Nothing but the trials themselves is carried from one to the next, so
 * that a search which was resumed goes on as if it had never been ended.
 */
export async function runSearch<S extends Space, M extends DisposableModel>(
  method: string,
  options: SearchOptions<S, M>,
  propose: Propose<S>,
): Promise<SearchResult<S>> {
  const call = `search.${method}`;
  requireKnownOptions(call, options, KNOWN);
  const { space, objective = 'valLoss', mode, maxTrials = 10, signal, onTrialEnd } = options;
  const { maxConsecutiveFailedTrials = 3 } = options;
  if (!space || Object.keys(space).length === 0) {
    throw new ArgumentError(
      `${call}: space has no hyperparameters. For example: { units: gl.search.int({ minValue: 4, maxValue: 64 }) }.`,
    );
  }
  if (!(maxTrials > 0)) {
    throw new ArgumentError(`${call}: maxTrials must be a positive number, got ${String(maxTrials)}.`);
  }
  const monitor = new Monitor(call, { monitor: objective, mode });
  const improves = (a: number, b: number): boolean => monitor.sign * a > monitor.sign * b;
  const config = Object.fromEntries(
    Object.entries(space).map(([name, parameter]) => [name, parameter.config]),
  );
  const resumed = readState(call, options.resume, { method, objective, space: config, seed: options.seed });
  const seed = resumed?.seed ?? options.seed ?? nextSeed();
  const state = { method, seed, objective, space: config };
  const trials = [...(resumed?.trials ?? [])] as Trial<S>[];
  const result = () => new SearchResult<S>(space, state, [...trials], improves);
  while (trials.length < maxTrials) {
    signal?.throwIfAborted();
    const id = trials.length;
    const random = new RandomStream(hash3(seed, id, 0x5ea7c4)[0]);
    const params = propose(trials, random, improves);
    if (params === null) break;
    setSeed(random.nextSeed());
    const attempt = new Attempt(call, id, options, monitor, improves, trials);
    const trial = await attempt.make(params);
    signal?.throwIfAborted();
    trials.push(trial);
    await onTrialEnd?.(trial, result());
    const latest = trials.slice(-maxConsecutiveFailedTrials);
    if (latest.length === maxConsecutiveFailedTrials && latest.every(({ state }) => state === 'failed')) {
      const text = `${call}: ${latest.length} trials in a row failed, the last with: ${trial.error}`;
      throw new ArgumentError(text, { cause: attempt.failure });
    }
  }
  return result();
}

function readState(
  call: string,
  given: string | SearchState | undefined,
  expected: Omit<SearchState, 'trials' | 'seed'> & { readonly seed: number | undefined },
): SearchState | null {
  if (given === undefined) return null;
  let state: SearchState;
  try {
    state = JSON.parse(typeof given === 'string' ? given : JSON.stringify(given));
    if (!Array.isArray(state.trials) || !Number.isInteger(state.seed))
      throw new Error('no trials or no seed');
  } catch (cause) {
    throw new ArgumentError(
      `${call}: resume must be what JSON.stringify(result) gave: ${(cause as Error).message}.`,
      { cause },
    );
  }
  for (const key of ['method', 'objective', 'space', 'seed'] as const) {
    const [was, is] = [state[key], expected[key] ?? state[key]].map((value) => JSON.stringify(value));
    if (was === is) continue;
    throw new ArgumentError(
      `${call}: the search to resume had another ${key}: ${was} instead of ${is}. Make them equal, or begin anew.`,
    );
  }
  return state;
}
