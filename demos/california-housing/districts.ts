import { create } from '../shared/dom.ts';
import { integer } from '../shared/format.ts';
import { say, type Words } from '../shared/language.ts';
import type { Result } from './hooks.ts';
import { texts, years } from './texts.ts';

const shown = 6;
const FEATURES = 8;

/** `$213,000`: prices are known to about a hundred dollars. */
export const dollars = (price: number): string => `$${integer(Math.round(price * 1000) * 100)}`;

export interface DistrictTable {
  readonly element: HTMLElement;
  show(result: Pick<Result, 'x' | 'y' | 'prices'>): void;
}

/** A few test districts: some figures, the price that the model says, and the true one. */
export function createDistrictTable(): DistrictTable {
  const titles = [texts.income, texts.age, texts.rooms, texts.predicted, texts.actual];
  const head = titles.map((title) => say(create('th', { scope: 'col' }), title));
  const body = create('tbody');
  const table = create(
    'table',
    {},
    say(create('caption'), texts.table),
    create('thead', {}, create('tr', {}, ...head)),
    body,
  );
  const cell = (words: Words) => say(create('td'), words);
  const empty = Array.from({ length: shown }, () => create('tr', {}, ...titles.map(() => cell('–'))));
  body.replaceChildren(...empty);
  return {
    element: create('div', { className: 'panel reference' }, table),
    show: ({ x, y, prices }) => {
      const rows = Array.from({ length: Math.min(shown, prices.length) }, (_, row) => {
        const [income, age, rooms] = x.data.subarray(row * FEATURES);
        const figures = [
          dollars(income / 10),
          years(age),
          rooms.toFixed(1),
          dollars(prices[row]),
          dollars(y.data[row]),
        ];
        return create('tr', {}, ...figures.map(cell));
      });
      body.replaceChildren(...rows);
    },
  };
}
