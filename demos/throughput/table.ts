import { create } from '../shared/dom.ts';
import { integer, rate, significant } from '../shared/format.ts';
import { say, type Words } from '../shared/language.ts';
import { engineChoices } from './engine-choices.ts';
import type { Row } from './rows.ts';
import { columnNotes, columns, results as texts } from './texts.ts';

export interface FigureTable {
  readonly element: HTMLElement;
  show(rows: readonly Row[]): void;
}

/** A count per step: whole as it is, and what happens once in many steps with three digits. */
const count = (value: number): string => (Number.isInteger(value) ? integer(value) : significant(value));

const cellsOf = ({ milliseconds, quartiles, examplesPerSecond, ratio, gpu }: Row): string[] => [
  significant(milliseconds),
  quartiles.map((quartile) => significant(quartile)).join(' – '),
  rate(examplesPerSecond),
  significant(ratio),
  ...(gpu ? [gpu.dispatches, gpu.submits, gpu.writes].map(count) : ['–', '–', '–']),
  gpu ? significant(gpu.bytesHeld / 1e6) : '–',
];

/** A row per batch size and engine. */
export function createFigureTable(): FigureTable {
  const heading = (words: Words, note?: Words) => {
    const notes = note === undefined ? [] : [say(create('small', { className: 'below' }), note)];
    return create('th', { scope: 'col' }, say(create('span'), words), ...notes);
  };
  const { milliseconds, quartiles, ratio, dispatches, submits, writes, memory } = columns;
  const head = create(
    'tr',
    {},
    ...[columns.batchSize, columns.engine, milliseconds, quartiles, columns.rate].map((words) =>
      heading(words),
    ),
    heading(ratio, columnNotes.ratio),
    ...[dispatches, submits, writes].map((words) => heading(words, columnNotes.perStep)),
    heading(memory),
  );
  const body = create('tbody');
  const caption = say(create('caption'), texts.table);
  const table = create('table', {}, caption, create('thead', {}, head), body);
  const element = create(
    'div',
    { className: 'panel reference figure-table', hidden: true, tabIndex: 0 },
    table,
  );
  return {
    element,
    show: (rows) => {
      element.hidden = rows.length === 0;
      body.replaceChildren(
        ...rows.map((row, k) => {
          const isFirst = row.batchSize !== rows[k - 1]?.batchSize;
          const swatch = create('span', { className: 'swatch' });
          const color = engineChoices.find(({ name }) => name === row.engine)?.color;
          swatch.style.setProperty('--color', `var(${color})`);
          const size = create('th', { scope: 'row' }, isFirst ? integer(row.batchSize) : '');
          const line = create(
            'tr',
            {},
            size,
            create('td', {}, swatch, row.title),
            ...cellsOf(row).map((text) => create('td', {}, text)),
          );
          line.dataset.engine = row.engine;
          line.classList.toggle('first', isFirst);
          return line;
        }),
      );
    },
  };
}
