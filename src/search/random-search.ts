import type { RandomStream } from '../core/random.ts';
import { fill, type HyperParameters, type Space } from './parameter.ts';
import type { SearchResult } from './result.ts';
import { runSearch } from './search.ts';
import type { DisposableModel, Proposal, SearchOptions, Trial } from './types.ts';

/** Draws of a combination that was tried before, until there is taken to be no other. */
const MOST_DRAWS = 1000;

/**
 * Tries random combinations, none twice. Source: J. Bergstra and Y. Bengio, "Random Search for
 * Hyper-Parameter Optimization", JMLR 13, 2012.
 *
 * @throws ArgumentError when options cannot work, or several trials in a row fail
 */
export function randomSearch<const S extends Space, M extends DisposableModel>(
  options: SearchOptions<S, M>,
): Promise<SearchResult<S>> {
  return runSearch('randomSearch', options, (trials, random) => draw(options.space, trials, random));
}

/** A random combination that no trial has had; null when there seems to be none. */
export function draw<S extends Space>(
  space: S,
  trials: readonly Trial<S>[],
  random: RandomStream,
): Proposal<S> {
  const tried = triedBy(trials);
  const total = Object.values(space).reduce((product, { count }) => product * count, 1);
  if (tried.size >= total) return null;
  for (let k = 0; k < MOST_DRAWS; k++) {
    const params = fill(space, (parameter) => parameter.at(random.uniform()));
    if (!tried.has(keyOf(params))) return params;
  }
  return null;
}

export const keyOf = (params: HyperParameters<Space>): string => JSON.stringify(Object.values(params));

export const triedBy = (trials: readonly Trial[]): Set<string> =>
  new Set(trials.map(({ params }) => keyOf(params)));
