import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createReference, type Expectations } from '../shared/tutorial/reference.ts';
import { align, type Points } from './align.ts';
import file from './cells/logistic.js?raw';
import { frame } from './frame.ts';
import { common, logistic as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

/** The loss at the start of an epoch, W after it. */
export interface Epoch {
  readonly W: number;
  readonly loss: number;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: { readonly learningRate: number; readonly epochs: number };
  readonly show: {
    points(x: ArrayLike<number>, y: ArrayLike<number>): void;
    epoch(epoch: Epoch): Promise<void>;
    /** All epochs are done. */
    result(): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const show: Hooks['show'];

/** The tutorial's. */
export const defaults: Hooks['settings'] = { learningRate: 0.01, epochs: 10 };

const format = (value: number) => value.toFixed(4);

export const expectations = {
  W: { label: texts.weight, from: 0.1244, to: 0.1246, format },
  first: { label: texts.first, from: 0.7082, to: 0.7084, format },
  last: { label: texts.last, from: 0.5423, to: 0.5425, format },
} satisfies Expectations;

const grid = Array.from({ length: 121 }, (_, i) => (i - 60) / 10);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

export function logisticLesson(): Lesson {
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
      max: 200,
      value: defaults.epochs,
      scale: 'log',
    }),
  };
  const curve = createChart(chartHost(), {
    title: texts.curve,
    x: { label: 'x', range: [-6, 6] },
    y: { label: texts.probability, range: [-0.05, 1.05] },
    series: [
      { label: 'σ(Wx)', color: '--orange' },
      { label: texts.points, color: '--blue', style: 'points' },
    ],
    values: false,
    empty: common.empty,
  });
  const path = createChart(chartHost(), {
    title: texts.path,
    x: { label: common.epoch, whole: true },
    y: { label: 'W', format },
    series: [{ label: 'W', color: '--orange' }],
    empty: common.empty,
  });
  const loss = createChart(chartHost(), {
    title: common.lossTitle,
    x: { label: common.epoch, whole: true },
    y: { label: texts.loss, format },
    series: [{ label: common.loss, color: '--blue' }],
    empty: common.empty,
  });
  const reference = createReference(expectations);
  const cell = createCell({
    file,
    settings: Object.values(fields),
    provide: (run) => {
      const epochs = fields.epochs.value;
      const done: Epoch[] = [];
      let points: Points = { x: [], y: [] };
      const draw = () => {
        const weight = done.at(-1)?.W ?? Number.NaN;
        const { x, columns } = align({ x: grid, y: grid.map((at) => sigmoid(weight * at)) }, points);
        const numbers = done.map((_, i) => i + 1);
        curve.update(x, columns);
        path.update(numbers, [done.map(({ W }) => W)], epochs);
        loss.update(numbers, [done.map((epoch) => epoch.loss)], epochs);
      };
      const hooks: Hooks = {
        settings: { learningRate: fields.learningRate.value, epochs },
        show: {
          points: (x, y) => {
            points = { x, y };
            draw();
          },
          epoch: async (epoch) => {
            done.push(epoch);
            draw();
            await frame(run, done.length / epochs);
          },
          result: () => reference.show({ W: done.at(-1)?.W, first: done[0]?.loss, last: done.at(-1)?.loss }),
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
      create('div', { className: 'charts' }, curve.element, path.element, loss.element),
      reference.element,
    ],
  };
}
