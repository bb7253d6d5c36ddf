import { create } from '../shared/dom.ts';
import { integer, rate } from '../shared/format.ts';
import { inLanguage, say, type Text } from '../shared/language.ts';
import { createThroughputChart } from './chart.ts';
import { engineChoices } from './engine-choices.ts';
import { download, type Outcome, toCsv, toJson } from './exports.ts';
import { kneesOf } from './knee.ts';
import { pictureOf } from './picture.ts';
import { rowsOf } from './rows.ts';
import type { Failure } from './sweep.ts';
import { createFigureTable } from './table.ts';
import { failureOf, kneeOf, machineLine, results as texts } from './texts.ts';

export interface ResultsView {
  /** The chart and what it says. */
  readonly element: HTMLElement;
  /** Table and exports, which need the width of the page. */
  readonly wide: HTMLElement;
  /** @param model what was trained @param batchSizes all that will be measured */
  show(outcome: Outcome, model: Text, batchSizes: readonly number[]): void;
}

const titleOf = (engine: string): string =>
  engineChoices.find(({ name }) => name === engine)?.title ?? engine;

/** Failures of an engine for the same reason, with all batch sizes in which it failed. */
function joined(failures: readonly Failure[]): [Failure, number[]][] {
  const groups = new Map<string, [Failure, number[]]>();
  for (const failure of failures) {
    const key = `${failure.engine}: ${failure.reason}`;
    const [, sizes] = groups.get(key) ?? [];
    if (sizes) sizes.push(failure.batchSize);
    else groups.set(key, [failure, [failure.batchSize]]);
  }
  return [...groups.values()];
}

/** Chart, knees, what was left out, table and exports. */
export function createResults(fail: (error: unknown) => void): ResultsView {
  const heading = create('h2');
  const where = create('p', { className: 'small where' });
  const head = create('header', { hidden: true }, heading, where);
  const chart = createThroughputChart();
  const knees = create('ul');
  const knee = create(
    'section',
    { className: 'panel knees', hidden: true },
    say(create('h2'), texts.kneeTitle),
    knees,
    say(create('p', { className: 'small' }), texts.kneeText),
  );
  const failures = create('ul');
  const failed = create(
    'section',
    { className: 'panel failures', hidden: true },
    say(create('h2'), texts.failedTitle),
    failures,
  );
  const table = createFigureTable();
  let shown: Outcome | null = null;
  let model: Text = { en: '', ko: '' };

  const saving = (type: string, contents: (outcome: Outcome) => Blob | Promise<Blob>) => {
    const button = create('button', { type: 'button' }, type.toUpperCase());
    button.addEventListener('click', async () => {
      if (!shown) return;
      const { date, results } = shown;
      try {
        download(
          `throughput-${results[0].group}-${date.slice(0, 19).replaceAll(/[-:]/g, '')}.${type}`,
          await contents(shown),
        );
      } catch (error) {
        fail(error);
      }
    });
    return button;
  };
  const exports = create(
    'div',
    { className: 'exports', hidden: true },
    say(create('span', { className: 'small' }), texts.export),
    saving('json', (outcome) => new Blob([toJson(outcome)], { type: 'application/json' })),
    saving('csv', (outcome) => new Blob([toCsv(outcome)], { type: 'text/csv' })),
    saving('png', () =>
      pictureOf(chart.element, [inLanguage(texts.legend), `${inLanguage(model)} · ${where.textContent}`]),
    ),
  );
  chart.element.append(say(create('p', { className: 'small' }), texts.legend));

  const show: ResultsView['show'] = (outcome, name, batchSizes) => {
    shown = outcome;
    model = name;
    const { machine, rounds, block } = outcome;
    const rows = rowsOf(outcome.results);
    const about = machineLine(machine.cores, rounds, block);
    const place = `${machine.adapter} · ${machine.browser} · `;
    say(heading, name);
    say(where, { en: place + about.en, ko: place + about.ko });
    chart.show(outcome.results, batchSizes);
    table.show(rows);
    const found = kneesOf(rows).map(({ engine, batchSize, examplesPerSecond, last }) =>
      kneeOf(titleOf(engine), integer(batchSize), rate(examplesPerSecond), last),
    );
    knees.replaceChildren(...found.map((words) => say(create('li'), words)));
    failures.replaceChildren(
      ...joined(outcome.failures).map(([{ engine, reason }, sizes]) =>
        say(create('li'), failureOf(titleOf(engine), sizes.map(integer).join(', '), reason)),
      ),
    );
    head.hidden = false;
    exports.hidden = rows.length === 0;
    knee.hidden = found.length === 0;
    failed.hidden = outcome.failures.length === 0;
  };
  return {
    element: create('div', { className: 'stack results' }, head, chart.element, knee, failed),
    wide: create('div', { className: 'stack wide' }, table.element, exports),
    show,
  };
}
