import type { search } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { significant } from '../shared/format.ts';
import { say, type Words } from '../shared/language.ts';
import { std } from './numbers.ts';
import { afterEpochs, search as texts } from './texts.ts';

export const stateText = { completed: texts.completed, pruned: texts.prunedLine, failed: texts.failed };

/** From the logarithm of a scaled mean squared error to the RMSE of restored labels. */
export const errorOf = (score: number): number => std * Math.sqrt(10 ** score);

const mostRows = 10;

export interface TrialTable {
  readonly element: HTMLElement;
  show(result: search.SearchResult | null): void;
}

/** The best trials, one row each, and how many more there are. */
export function createTrialTable(): TrialTable {
  const head = create('thead');
  const body = create('tbody');
  const rest = create('p', { className: 'small' });
  const table = create('table', {}, say(create('caption'), texts.table), head, body);
  const cell = (words: Words) => say(create('td'), words);
  const show = (result: search.SearchResult | null) => {
    const sorted = result?.sorted ?? [];
    const names = Object.keys(sorted[0]?.params ?? {});
    const titles = [
      texts.number,
      texts.error,
      ...names.map((name) => texts.parameters[name] ?? name),
      texts.state,
    ];
    const titleCells = titles.map((title) => say(create('th', { scope: 'col' }), title));
    head.replaceChildren(...(sorted.length > 0 ? [create('tr', {}, ...titleCells)] : []));
    const rows = sorted.slice(0, mostRows).map(({ id, score, params, state, values, error }) => {
      const figures = names.map((name) => {
        const value = (params as Readonly<Record<string, unknown>>)[name];
        return cell(typeof value === 'number' && !Number.isInteger(value) ? significant(value) : `${value}`);
      });
      const row = create(
        'tr',
        { title: error ?? '' },
        say(create('th', { scope: 'row' }), `${id + 1}`),
        cell(score === null ? '–' : significant(errorOf(score))),
        ...figures,
        cell(afterEpochs(stateText[state], values.length)),
      );
      row.dataset.state = state;
      return row;
    });
    body.replaceChildren(...rows);
    const more = sorted.length - rows.length;
    say(rest, sorted.length === 0 ? texts.tableEmpty : more > 0 ? texts.more(more) : '');
  };
  show(null);
  return { element: create('div', { className: 'panel reference trials' }, table, rest), show };
}
