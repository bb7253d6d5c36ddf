import { create } from '../shared/dom.ts';
import { integer, percent } from '../shared/format.ts';
import { inLanguage } from '../shared/language.ts';
import { cellTitle, texts } from './texts.ts';

/** How often wines of one quality were given another: a row of `counts` for each of `truths`, a column for each of `columns`. */
export interface Confusion {
  /** The tasters' qualities, in ascending order. */
  readonly truths: readonly number[];
  /** Those and what the network says besides. */
  readonly columns: readonly number[];
  readonly counts: readonly (readonly number[])[];
  readonly total: number;
  readonly right: number;
  /** Right, or wrong by one. */
  readonly near: number;
}

const distinct = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

export function confusionOf(qualities: Int32Array, predicted: readonly number[]): Confusion {
  const truths = distinct([...qualities]);
  const columns = distinct([...truths, ...predicted]);
  const counts = truths.map(() => columns.map(() => 0));
  qualities.forEach((truth, row) => {
    counts[truths.indexOf(truth)][columns.indexOf(predicted[row])]++;
  });
  const within = (distance: number) =>
    predicted.filter((quality, row) => Math.abs(quality - qualities[row]) <= distance).length;
  return {
    truths,
    columns,
    counts,
    total: qualities.length,
    right: within(0),
    near: within(1),
  };
}

/** What there is to show before training: a table without counts. */
export function emptyConfusion(qualities: Int32Array): Confusion {
  const { counts, ...rest } = confusionOf(qualities, [...qualities]);
  return { ...rest, counts: counts.map((row) => row.map(() => 0)), right: 0, near: 0 };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const heading = (text: string, scope: string) => create('th', { scope }, text);

/** In the present language: a row for every true quality; the deeper the colour, the larger the share of the row's wines. */
export function showConfusion(host: HTMLElement, { truths, columns, counts }: Confusion): void {
  const head = create(
    'tr',
    {},
    heading(inLanguage(texts.tasters), 'col'),
    ...columns.map((quality) => heading(`${quality}`, 'col')),
    heading(inLanguage(texts.right), 'col'),
  );
  const rows = truths.map((truth, i) => {
    const own = columns.indexOf(truth);
    const wines = sum(counts[i]);
    const cells = counts[i].map((count, j) => {
      const cell = create('td', { className: j === own ? 'right' : '' }, count === 0 ? '·' : integer(count));
      cell.style.setProperty('--share', `${wines === 0 ? 0 : count / wines}`);
      cell.title = inLanguage(cellTitle(count, wines, truth, columns[j]));
      return cell;
    });
    const recall = create(
      'td',
      { className: 'recall' },
      wines === 0 ? '–' : percent(counts[i][own] / wines, 0),
    );
    return create('tr', {}, heading(`${truth}`, 'row'), ...cells, recall);
  });
  host.replaceChildren(
    create(
      'table',
      { className: 'confusion' },
      create('caption', {}, inLanguage(texts.caption)),
      create('thead', {}, head),
      create('tbody', {}, ...rows),
    ),
  );
}
