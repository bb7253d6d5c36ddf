import type { Callback } from '../../src/index.ts';
import { chartHost, createChart } from '../shared/chart.ts';
import { create } from '../shared/dom.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { significant } from '../shared/format.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createPresets, type Preset } from '../shared/tutorial/presets.ts';
import { createReference, type Expectations } from '../shared/tutorial/reference.ts';
import file from './cells/activation.js?raw';
import { numbers as data, type Numbers, testError } from './numbers.ts';
import { common, activation as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export interface Settings {
  readonly activation: 'linear' | 'relu';
  readonly units: number;
  readonly learningRate: number;
  readonly epochs: number;
}

export interface Result {
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Labels that the model predicts for the test numbers, and along the axis. */
  readonly test: ArrayLike<number>;
  readonly line: ArrayLike<number>;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly numbers: Numbers;
  readonly show: {
    readonly training: Callback[];
    result(result: Result): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const numbers: Hooks['numbers'];
export declare const show: Hooks['show'];

/** The tutorial's. */
export const defaults: Settings = { activation: 'linear', units: 16, learningRate: 0.01, epochs: 100 };

export const expectations = {
  linear: { label: texts.errorOf('linear'), from: 0, to: 2e-5 },
  relu: { label: texts.errorOf('relu'), from: 0.01 },
} satisfies Expectations;

const presets = (['linear', 'relu'] as const).map((activation) => ({
  activation,
  ...texts.presets[activation],
  note: `activation: '${activation}'`,
})) satisfies (Preset & { activation: string })[];

export function activationLesson(): Lesson {
  const fields = {
    units: createField(fieldHost(), { label: texts.units, min: 1, max: 64, value: defaults.units }),
    learningRate: createField(fieldHost(), {
      label: common.learningRate,
      min: 0.0001,
      max: 1,
      value: defaults.learningRate,
      scale: 'log',
      integer: false,
    }),
    epochs: createField(fieldHost(), {
      label: common.epochs,
      min: 1,
      max: 1000,
      value: defaults.epochs,
      scale: 'log',
    }),
  };
  const fit = createChart(chartHost(), {
    title: texts.fit,
    x: { label: texts.number, range: [0, 200] },
    y: { label: texts.label, range: [-20, 230] },
    series: [
      { label: texts.truth, color: '--ink-soft', style: 'dashed' },
      { label: texts.training, color: '--blue', style: 'points', size: 5 },
      { label: texts.model, color: '--orange' },
    ],
    values: false,
  });
  const curve = createChart(chartHost(), {
    title: texts.curve,
    x: { label: common.epoch, whole: true },
    y: {
      label: texts.loss,
      format: (power) => significant(10 ** power),
      tick: (power) => (Number.isInteger(power) ? `1e${power}` : ''),
    },
    series: [{ label: common.loss, color: '--blue' }],
    empty: common.empty,
  });
  const drawFit = (line: ArrayLike<number> = []) => {
    const axis = data.axis.flat();
    const seen = new Set(data.train.flat());
    fit.update(axis, [
      axis.map((x) => x + 10),
      axis.map((x) => (seen.has(x) ? x + 10 : null)),
      axis.map((_, i) => line[i] ?? null),
    ]);
  };
  const drawCurve = (losses: readonly number[] = [], end?: number) =>
    curve.update(
      losses.map((_, i) => i + 1),
      [losses.map(Math.log10)],
      end,
    );
  const reference = createReference(expectations);
  let activation = defaults.activation;
  const cell = createCell({
    file,
    settings: Object.values(fields),
    provide: (run) => {
      const chosen = bar.chosen?.activation;
      const epochs = fields.epochs.value;
      const draw: Callback = { onProgress: ({ history }) => drawCurve(history.loss, epochs) };
      const hooks: Hooks = {
        settings: {
          activation,
          units: fields.units.value,
          learningRate: fields.learningRate.value,
          epochs,
        },
        numbers: data,
        show: {
          training: [run.callback, draw],
          result: ({ history, test, line }) => {
            drawCurve(history.loss);
            drawFit(line);
            if (chosen) reference.show({ [chosen]: testError(test) });
          },
        },
      };
      return { ...hooks };
    },
  });
  const bar = createPresets(texts.try, presets, (preset) => {
    activation = preset.activation;
    for (const name of ['units', 'learningRate', 'epochs'] as const) fields[name].value = defaults[name];
    cell.start();
  });
  bar.chosen = presets.find((preset) => preset.activation === activation) ?? null;
  for (const field of Object.values(fields)) {
    field.onChange = () => {
      bar.chosen = null;
    };
  }
  drawFit();
  return {
    title: texts.title,
    story: [...texts.story, bar.element],
    settings: Object.values(fields).map(({ element }) => element),
    cell,
    pictures: [create('div', { className: 'charts' }, fit.element, curve.element), reference.element],
  };
}
