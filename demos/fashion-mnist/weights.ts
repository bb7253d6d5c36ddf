import type { Callback } from '../../src/index.ts';
import { createField, fieldHost } from '../shared/field.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createPresets, type Preset } from '../shared/tutorial/presets.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/weights.js?raw';
import { type Clothes, clothesOf } from './clothes.ts';
import type { FashionMnist } from './data.ts';
import { weightsExpectations } from './expectations.ts';
import { createRecallTable, differencesOf, recallsOf } from './recall.ts';
import { common, weights as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export const weightings = ['none', 'classWeight', 'sampleWeight'] as const;

export type Weighting = (typeof weightings)[number];

export interface Settings {
  readonly weighting: Weighting;
  /** How much a shirt weighs. */
  readonly factor: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

export interface Result {
  readonly weighting: Weighting;
  /** The class that the network takes each test image for. */
  readonly predicted: ArrayLike<number>;
}

/** What this lesson gives to its code, beside `gl`. */
export interface Hooks {
  readonly settings: Settings;
  readonly clothes: Clothes;
  readonly show: {
    readonly training: Callback[];
    result(result: Result): void;
  };
}

export declare const settings: Hooks['settings'];
export declare const clothes: Hooks['clothes'];
export declare const show: Hooks['show'];

/** With 17 shirts rather than 550, larger steps. */
export const defaultsFor = (source: FashionMnist['source']): Omit<Settings, 'weighting'> => ({
  factor: 10,
  learningRate: source === 'full' ? 0.01 : 0.05,
  epochs: 10,
  batchSize: 32,
  seed: 1,
});

export const shirt = 6;

const presets = weightings.map((weighting) => ({
  weighting,
  ...texts.presets[weighting],
})) satisfies (Preset & { weighting: Weighting })[];

export function weightsLesson(data: FashionMnist): Lesson {
  const defaults = defaultsFor(data.source);
  const fields = {
    factor: createField(fieldHost(), { label: texts.factor, min: 1, max: 50, value: defaults.factor }),
    epochs: createField(fieldHost(), { label: common.epochs, min: 1, max: 50, value: defaults.epochs }),
  };
  const table = createRecallTable();
  const reference = createReference(weightsExpectations(data.source));
  const clothes = clothesOf(data);
  const found = new Map<Weighting, ArrayLike<number>>();
  let weighting: Weighting = 'none';
  const showResult = ({ weighting, predicted }: Result) => {
    found.set(weighting, predicted);
    const recalls = recallsOf(predicted, data.test.labels);
    table.show(weighting, recalls);
    reference.show({ [weighting]: recalls[shirt] });
    const [one, other] = [found.get('classWeight'), found.get('sampleWeight')];
    if (one && other) reference.show({ differences: differencesOf(one, other) });
  };
  const bar = createPresets(texts.try, presets, (preset) => {
    weighting = preset.weighting;
    cell.start();
  });
  const cell = createCell({
    file,
    settings: [...Object.values(fields), bar],
    provide: (run) => {
      const hooks: Hooks = {
        settings: { ...defaults, weighting, factor: fields.factor.value, epochs: fields.epochs.value },
        clothes,
        show: { training: [run.callback], result: showResult },
      };
      return { ...hooks };
    },
  });
  bar.chosen = presets[0];
  for (const field of Object.values(fields)) field.onChange = () => found.clear();
  return {
    title: texts.title,
    story: [...texts.story, bar.element],
    settings: Object.values(fields).map(({ element }) => element),
    cell,
    pictures: [table.element, reference.element],
  };
}
