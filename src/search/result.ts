import type { Space } from './parameter.ts';
import type { SearchState, Trial } from './types.ts';

/** The trials as lines through parallel axes, for a picture. */
export interface ParallelCoordinates {
  /** Names, and marks from 0 (below) to 1 (above). */
  readonly axes: readonly {
    readonly name: string;
    readonly ticks: readonly { readonly place: number; readonly label: string }[];
  }[];
  /** One line per trial with a score: where it crosses each axis. */
  readonly lines: readonly { readonly trial: Trial; readonly places: readonly number[] }[];
}

/** What a search has found so far. */
export class SearchResult<S extends Space = Space> {
  /** In the order in which they were made. */
  readonly trials: readonly Trial<S>[];
  readonly #space: S;
  readonly #state: Omit<SearchState, 'trials'>;
  readonly #improves: (a: number, b: number) => boolean;

  constructor(
    space: S,
    state: Omit<SearchState, 'trials'>,
    trials: readonly Trial<S>[],
    improves: (a: number, b: number) => boolean,
  ) {
    this.#space = space;
    this.#state = state;
    this.trials = trials;
    this.#improves = improves;
  }

  /** The trials, best first; those that failed come last. */
  get sorted(): Trial<S>[] {
    return [...this.trials].sort((a, b) => {
      if (a.score === b.score) return a.id - b.id;
      if (a.score === null || b.score === null) return a.score === null ? 1 : -1;
      return this.#improves(a.score, b.score) ? -1 : 1;
    });
  }

  /** The best trial; null when none has a score. */
  get best(): Trial<S> | null {
    const [first] = this.sorted;
    return first && first.score !== null ? first : null;
  }

  /** A table, best first. */
  toString(): string {
    const names = Object.keys(this.#space);
    const header = ['trial', this.#state.objective, ...names, 'state'];
    const rows = this.sorted.map(({ id, score, params, state, error }) => [
      String(id),
      score === null ? '' : textOf(score),
      ...names.map((name) => textOf(params[name])),
      error === null ? state : `${state}: ${error.split('\n')[0]}`,
    ]);
    const widths = header.map((_, k) => Math.max(...[header, ...rows].map((row) => row[k].length)));
    return [header, ...rows]
      .map((row) => row.map((cell, k) => (k < row.length - 1 ? cell.padStart(widths[k]) : cell)).join('  '))
      .join('\n');
  }

  /** Everything that `resume` needs. */
  toJSON(): SearchState {
    return { ...this.#state, trials: this.trials };
  }

  /** Where each trial lies on the axis of each hyperparameter. */
  parallelCoordinates(): ParallelCoordinates {
    const parameters = Object.entries(this.#space);
    return {
      axes: parameters.map(([name, parameter]) => {
        const grid = parameter.grid();
        const marked = parameter.config.type === 'choice' ? grid : [grid[0], grid[grid.length - 1]];
        const ticks = marked.map((value) => ({ place: parameter.placeOf(value), label: textOf(value) }));
        return { name, ticks };
      }),
      lines: this.trials
        .filter((trial) => trial.score !== null)
        .map((trial) => ({
          trial,
          places: parameters.map(([name, parameter]) => parameter.placeOf(trial.params[name])),
        })),
    };
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(5)))
    : String(value);
