import { create } from '../dom.ts';
import { significant } from '../format.ts';
import { say, type Text, type Words } from '../language.ts';

/** Where a figure of a tutorial should come out, both ends included. */
export interface Expectation {
  readonly label: Words;
  readonly from: number;
  /** Default: no upper end. */
  readonly to?: number;
  /** Default: three significant digits. */
  readonly format?: (value: number) => string;
}

/** What a page and its test expect, by the names under which cells report their results. */
export type Expectations = Readonly<Record<string, Expectation>>;

export const isExpected = (value: number, { from, to = Number.POSITIVE_INFINITY }: Expectation): boolean =>
  value >= from && value <= to;

const texts = {
  caption: { en: 'The result beside the reference', ko: '결과와 기준값 비교' },
  figure: { en: 'Figure', ko: '항목' },
  reference: { en: 'Reference', ko: '기준' },
  yours: { en: 'Yours', ko: '내 결과' },
  inside: { en: 'within', ko: '범위 안' },
  outside: { en: 'outside', ko: '범위 밖' },
  waiting: { en: 'not run yet', ko: '아직 실행 전' },
} satisfies Record<string, Text>;

function bandText({ from, to, format = significant }: Expectation): Words {
  if (to === undefined) return { en: `at least ${format(from)}`, ko: `${format(from)} 이상` };
  return from === to ? format(from) : `${format(from)} – ${format(to)}`;
}

export interface Reference<Name extends string> {
  readonly element: HTMLElement;
  /** Puts results beside their references; names that nothing is expected of are left out. */
  show(results: Partial<Readonly<Record<Name, number>>>): void;
}

/** A table with a row per expectation. */
export function createReference<E extends Expectations>(
  expectations: E,
): Reference<Extract<keyof E, string>> {
  const heading = (words: Words) => say(create('th', { scope: 'col' }), words);
  const rows = Object.entries(expectations).map(([name, expectation]) => {
    const yours = create('td', {}, '–');
    const verdict = say(create('td', { className: 'verdict' }), texts.waiting);
    const row = create(
      'tr',
      {},
      say(create('th', { scope: 'row' }), expectation.label),
      say(create('td'), bandText(expectation)),
      yours,
      verdict,
    );
    return { name, expectation, row, yours, verdict };
  });
  const head = create('tr', {}, ...[texts.figure, texts.reference, texts.yours].map(heading), create('td'));
  const table = create(
    'table',
    {},
    say(create('caption'), texts.caption),
    create('thead', {}, head),
    create('tbody', {}, ...rows.map(({ row }) => row)),
  );
  return {
    element: create('div', { className: 'panel reference' }, table),
    show: (results: Readonly<Record<string, number | undefined>>) => {
      for (const { name, expectation, row, yours, verdict } of rows) {
        const value = results[name];
        if (value === undefined) continue;
        const inside = isExpected(value, expectation);
        yours.textContent = (expectation.format ?? significant)(value);
        say(verdict, inside ? texts.inside : texts.outside);
        row.dataset.verdict = inside ? 'inside' : 'outside';
      }
    },
  };
}
