import { create } from '../shared/dom.ts';
import { percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { classNames } from './data.ts';
import { weights as texts } from './texts.ts';

/** The share of each class's images that were taken for that class. */
export function recallsOf(predicted: ArrayLike<number>, labels: ArrayLike<number>): number[] {
  return classNames.map((_, label) => {
    const rows = Array.from(labels, (_, row) => row).filter((row) => labels[row] === label);
    return rows.filter((row) => predicted[row] === label).length / rows.length;
  });
}

/** How many predictions are not the same. */
export const differencesOf = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).filter((label, row) => label !== b[row]).length;

export interface RecallTable {
  readonly element: HTMLElement;
  show(weighting: keyof typeof texts.presets, recalls: readonly number[]): void;
}

/** A row for each class, a column with bars for each way to weight. */
export function createRecallTable(): RecallTable {
  const weightings = Object.keys(texts.presets) as (keyof typeof texts.presets)[];
  const heads = weightings.map((name) => say(create('th', { scope: 'col' }), texts.presets[name].name));
  const cells = new Map(weightings.map((name) => [name, classNames.map(() => create('td', {}, '–'))]));
  const rows = classNames.map((name, label) =>
    create(
      'tr',
      {},
      create('th', { scope: 'row' }, name),
      ...weightings.flatMap((weighting) => cells.get(weighting)?.[label] ?? []),
    ),
  );
  const table = create(
    'table',
    {},
    say(create('caption'), texts.table),
    create('thead', {}, create('tr', {}, create('td'), ...heads)),
    create('tbody', {}, ...rows),
  );
  return {
    element: create('div', { className: 'panel reference recalls' }, table),
    show: (weighting, recalls) => {
      cells.get(weighting)?.forEach((cell, label) => {
        cell.textContent = percent(recalls[label], 0);
        cell.style.setProperty('--share', `${100 * recalls[label]}%`);
      });
    },
  };
}
