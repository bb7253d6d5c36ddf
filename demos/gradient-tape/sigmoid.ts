import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { significant } from '../shared/format.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import file from './cells/sigmoid.js?raw';
import { byFormula, common, sigmoid as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export interface Curve {
  readonly x: ArrayLike<number>;
  /** σ(Wx + b), and how steep that is. */
  readonly curve: ArrayLike<number>;
  readonly slope: ArrayLike<number>;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: { readonly W: number; readonly b: number };
  readonly show: { curve(curve: Curve): void };
}

export declare const settings: Hooks['settings'];
export declare const show: Hooks['show'];

/** Where the curve crosses one half (NaN where it does not), and the slope of largest size: as computed, not by the formulas. */
export function measured({ x, curve, slope }: Curve): { crossing: number; steepest: number } {
  const indexOf = (size: (i: number) => number) =>
    Array.from(x, (_, i) => i).reduce((best, i) => (size(i) > size(best) ? i : best), 0);
  const crosses = (curve[0] - 0.5) * (curve[curve.length - 1] - 0.5) < 0;
  return {
    crossing: crosses ? x[indexOf((i) => -Math.abs(curve[i] - 0.5))] : Number.NaN,
    steepest: slope[indexOf((i) => Math.abs(slope[i]))],
  };
}

export function sigmoidLesson(): Lesson {
  const slider = (label: string, value: number) =>
    createField(fieldHost(), { label, min: -5, max: 5, value, integer: false });
  const fields = { W: slider('W', 1), b: slider('b', 0) };
  const chart = createChart(chartHost(), {
    title: texts.curve,
    x: { label: 'x', range: [-10, 10] },
    y: { label: texts.axis, range: [-1.3, 1.3] },
    series: [
      { label: 'σ(Wx + b)', color: '--orange' },
      { label: texts.slope, color: '--blue', style: 'dashed' },
    ],
    values: false,
    empty: common.empty,
  });
  const figures = createFigures({
    crossing: { label: texts.crossing, note: byFormula('−b / W') },
    steepest: { label: texts.steepest, note: byFormula('W / 4') },
  });
  const cell = createCell({
    file,
    provide: () => {
      const hooks: Hooks = {
        settings: { W: fields.W.value, b: fields.b.value },
        show: {
          curve: (curve) => {
            chart.update(Array.from(curve.x), [Array.from(curve.curve), Array.from(curve.slope)]);
            const { crossing, steepest } = measured(curve);
            figures.show({ crossing: significant(crossing), steepest: significant(steepest) });
          },
        },
      };
      return { ...hooks };
    },
  });
  for (const field of Object.values(fields)) field.onChange = cell.start;
  return {
    title: texts.title,
    story: texts.story,
    settings: Object.values(fields).map(({ element }) => element),
    cell,
    pictures: [create('div', { className: 'charts' }, chart.element), figures.element],
  };
}
