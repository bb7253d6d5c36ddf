import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createReference, type Expectations } from '../shared/tutorial/reference.ts';
import { align, type Points } from './align.ts';
import file from './cells/regression.js?raw';
import { frame } from './frame.ts';
import { common, regression as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

/** Both at the start of an epoch. */
export interface Epoch {
  readonly W: number;
  readonly b: number;
  readonly loss: number;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: { readonly learningRate: number; readonly epochs: number };
  readonly show: {
    points(x: ArrayLike<number>, y: ArrayLike<number>): void;
    epoch(epoch: Epoch): Promise<void>;
    result(end: { readonly W: number; readonly b: number }): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const show: Hooks['show'];

/** The tutorial's. */
export const defaults: Hooks['settings'] = { learningRate: 0.1, epochs: 15 };

const format = (value: number) => value.toFixed(3);

export const expectations = {
  W: { label: texts.slope, from: 2.88, to: 3.12, format },
  b: { label: texts.intercept, from: 1.88, to: 2.12, format },
  first: { label: texts.first, from: 8, to: 10 },
  last: { label: texts.last, from: 0.85, to: 1.15 },
} satisfies Expectations;

export function regressionLesson(): Lesson {
  const fields = {
    learningRate: createField(fieldHost(), {
      label: common.learningRate,
      min: 0.001,
      max: 1,
      value: defaults.learningRate,
      scale: 'log',
      integer: false,
    }),
    epochs: createField(fieldHost(), {
      label: common.epochs,
      min: 1,
      max: 100,
      value: defaults.epochs,
    }),
  };
  const cloud = createChart(chartHost(), {
    title: texts.cloud,
    x: { label: 'x' },
    y: { label: 'y' },
    series: [
      { label: texts.points, color: '--blue', style: 'points', size: 3 },
      { label: texts.line, color: '--orange' },
    ],
    values: false,
    empty: common.empty,
  });
  const path = createChart(chartHost(), {
    title: texts.path,
    x: { label: common.epoch, whole: true },
    y: { label: texts.value },
    series: [
      { label: 'W', color: '--blue' },
      { label: 'b', color: '--orange' },
      { label: texts.trueW, color: '--blue', style: 'dashed' },
      { label: texts.trueB, color: '--orange', style: 'dashed' },
    ],
    empty: common.empty,
  });
  const loss = createChart(chartHost(), {
    title: common.lossTitle,
    x: { label: common.epoch, whole: true },
    y: { label: texts.loss },
    series: [{ label: common.loss, color: '--blue' }],
    empty: common.empty,
  });
  const reference = createReference(expectations);
  const cell = createCell({
    file,
    settings: Object.values(fields),
    provide: (run) => {
      const epochs = fields.epochs.value;
      const trail: Omit<Epoch, 'loss'>[] = [];
      const losses: number[] = [];
      let points: Points = { x: [], y: [] };
      const draw = () => {
        const { W, b } = trail[trail.length - 1] ?? { W: Number.NaN, b: Number.NaN };
        const ends = [-4, 4];
        const { x, columns } = align(points, { x: ends, y: ends.map((end) => W * end + b) });
        cloud.update(x, columns);
        path.update(
          trail.map((_, i) => i),
          [trail.map((at) => at.W), trail.map((at) => at.b), trail.map(() => 3), trail.map(() => 2)],
          epochs,
        );
        loss.update(
          losses.map((_, i) => i),
          [losses],
          epochs,
        );
      };
      const hooks: Hooks = {
        settings: { learningRate: fields.learningRate.value, epochs },
        show: {
          points: (x, y) => {
            points = { x, y };
            draw();
          },
          epoch: async ({ W, b, loss }) => {
            trail.push({ W, b });
            losses.push(loss);
            draw();
            await frame(run, losses.length / epochs);
          },
          result: (end) => {
            trail.push(end);
            draw();
            reference.show({ ...end, first: losses[0], last: losses.at(-1) });
          },
        },
      };
      return { ...hooks };
    },
  });
  return {
    title: texts.title,
    story: texts.story,
    settings: Object.values(fields).map(({ element }) => element),
    cell,
    pictures: [
      create('div', { className: 'charts' }, cloud.element, path.element, loss.element),
      reference.element,
    ],
  };
}
