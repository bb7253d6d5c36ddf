import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createPresets, type Preset } from '../shared/tutorial/presets.ts';
import { createReference, type Expectations } from '../shared/tutorial/reference.ts';
import { align } from './align.ts';
import file from './cells/polynomial.js?raw';
import { common, polynomial as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

/** The state after so many steps. */
export interface Fit {
  readonly done: number;
  /** RMSE on the training points and on the others. */
  readonly seen: number;
  readonly unseen: number;
  /** The polynomial on the grid. */
  readonly curve: ArrayLike<number>;
}

interface Sample {
  readonly x: number[];
  readonly y: number[];
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: { readonly degree: number; readonly learningRate: number; readonly steps: number };
  readonly data: { readonly training: Sample; readonly validation: Sample; readonly grid: number[] };
  readonly show: {
    fit(fit: Fit): Promise<void>;
    /** All steps are done. */
    result(): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const data: Hooks['data'];
export declare const show: Hooks['show'];

export const defaults: Hooks['settings'] = { degree: 3, learningRate: 0.3, steps: 3000 };

/** sin(πx) and normal noise of 0.25: drawn once, so that everybody sees the same points. */
export const samples: Hooks['data'] = {
  training: {
    x: [-1, -0.82, -0.64, -0.45, -0.27, -0.09, 0.09, 0.27, 0.45, 0.64, 0.82, 1],
    y: [0.05, -0.66, -0.99, -1.37, -0.68, -0.3, 0.65, 0.66, 0.86, 0.84, 0.73, 0.12],
  },
  validation: {
    x: [-0.91, -0.73, -0.55, -0.36, -0.18, 0, 0.18, 0.36, 0.55, 0.73, 0.91],
    y: [-0.14, -0.47, -0.82, -1.1, -0.28, -0.15, 0.65, 1.19, 1.09, 0.98, -0.04],
  },
  grid: Array.from({ length: 101 }, (_, i) => (i - 50) / 50),
};

/** The degrees to compare. */
export const degrees = { under: 1, right: 3, over: 11 };

type Degree = keyof typeof degrees;

const presets = (Object.keys(degrees) as Degree[]).map((name) => ({
  degree: degrees[name],
  ...texts.presets[name],
  note: texts.degreeOf(degrees[name]),
})) satisfies (Preset & { degree: number })[];

export const expectations = {
  underSeen: { label: texts.seenAt(degrees.under), from: 0.5, to: 0.6 },
  underUnseen: { label: texts.unseenAt(degrees.under), from: 0.5, to: 0.6 },
  rightSeen: { label: texts.seenAt(degrees.right), from: 0.15, to: 0.21 },
  rightUnseen: { label: texts.unseenAt(degrees.right), from: 0.25, to: 0.31 },
  overSeen: { label: texts.seenAt(degrees.over), from: 0, to: 0.05 },
  overUnseen: { label: texts.unseenAt(degrees.over), from: 1 },
} satisfies Expectations;

export function polynomialLesson(): Lesson {
  const fields = {
    degree: createField(fieldHost(), { label: texts.degree, min: 0, max: 11, value: defaults.degree }),
    learningRate: createField(fieldHost(), {
      label: common.learningRate,
      min: 0.001,
      max: 1,
      value: defaults.learningRate,
      scale: 'log',
      integer: false,
    }),
  };
  const fit = createChart(chartHost(), {
    title: texts.fit,
    x: { label: 'x', range: [-1.05, 1.05] },
    y: { label: 'y', range: [-2.5, 2.5] },
    series: [
      { label: texts.curve, color: '--ink-soft' },
      { label: texts.training, color: '--blue', style: 'points' },
      { label: texts.validation, color: '--orange', style: 'points' },
    ],
    values: false,
  });
  const errors = createChart(chartHost(), {
    title: texts.errors,
    x: { label: texts.step },
    y: { label: 'RMSE' },
    series: [
      { label: texts.training, color: '--blue' },
      { label: texts.validation, color: '--orange' },
    ],
    empty: common.empty,
  });
  const drawFit = (curve: ArrayLike<number>) => {
    const { x, columns } = align({ x: samples.grid, y: curve }, samples.training, samples.validation);
    fit.update(x, columns);
  };
  const reference = createReference(expectations);
  const cell = createCell({
    file,
    settings: Object.values(fields),
    provide: (run) => {
      const { steps } = defaults;
      const degree = fields.degree.value;
      const fits: Fit[] = [];
      const hooks: Hooks = {
        settings: { degree, learningRate: fields.learningRate.value, steps },
        data: samples,
        show: {
          fit: async (at) => {
            fits.push(at);
            drawFit(at.curve);
            errors.update(
              fits.map(({ done }) => done),
              [fits.map(({ seen }) => seen), fits.map(({ unseen }) => unseen)],
              steps,
            );
            await run.step(at.done / steps);
          },
          result: () => {
            const name = (Object.keys(degrees) as Degree[]).find((each) => degrees[each] === degree);
            const { seen, unseen } = fits[fits.length - 1];
            if (name) reference.show({ [`${name}Seen`]: seen, [`${name}Unseen`]: unseen });
          },
        },
      };
      return { ...hooks };
    },
  });
  const bar = createPresets(texts.try, presets, ({ degree }) => {
    fields.degree.value = degree;
    cell.start();
  });
  for (const field of Object.values(fields)) {
    field.onChange = () => {
      bar.chosen = null;
    };
  }
  drawFit([]);
  return {
    title: texts.title,
    story: [...texts.story, bar.element],
    settings: Object.values(fields).map(({ element }) => element),
    cell,
    pictures: [create('div', { className: 'charts' }, fit.element, errors.element), reference.element],
  };
}
