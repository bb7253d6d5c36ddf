import { fill, type Space } from './parameter.ts';
import type { SearchResult } from './result.ts';
import { runSearch } from './search.ts';
import type { DisposableModel, SearchOptions } from './types.ts';

/**
 * Tries every combination; the last hyperparameter changes fastest. Of a range without steps ten values are
 * taken, evenly spread. Source: Keras Tuner, GridSearch.
 *
 * @throws ArgumentError when options cannot work, or several trials in a row fail
 */
export function gridSearch<const S extends Space, M extends DisposableModel>(
  options: SearchOptions<S, M>,
): Promise<SearchResult<S>> {
  const grids = Object.values(options.space ?? {}).map((parameter) => parameter.grid());
  const total = grids.reduce((product, grid) => product * grid.length, 1);
  return runSearch('gridSearch', { maxTrials: total, ...options }, ({ length: id }) => {
    if (id >= total) return null;
    let rest = id;
    const digits = grids.map(() => 0);
    for (let k = grids.length - 1; k >= 0; k--) {
      digits[k] = rest % grids[k].length;
      rest = Math.floor(rest / grids[k].length);
    }
    return fill(options.space, (_, __, k) => grids[k][digits[k]]);
  });
}
