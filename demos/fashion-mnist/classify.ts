import type { Callback, Sequential } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { percent, significant } from '../shared/format.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/classify.js?raw';
import { type Clothes, clothesOf } from './clothes.ts';
import { createHistoryCharts } from './curves.ts';
import type { FashionMnist } from './data.ts';
import { classifyExpectations } from './expectations.ts';
import { createSettingFields } from './fields.ts';
import { predictionsOf } from './grid.ts';
import { createResults } from './results.ts';
import { common, classify as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

export interface Result {
  readonly model: Sequential;
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Of the test images. */
  readonly loss: number;
  readonly accuracy: number;
  /** Ten numbers for each test image. */
  readonly probabilities: ArrayLike<number>;
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

/** The tutorial's. */
export const defaults: Settings = { learningRate: 0.01, epochs: 30, batchSize: 32 };

/** @param onModel is given every network that was trained */
export function classifyLesson(data: FashionMnist, onModel: (model: Sequential) => void): Lesson {
  const fields = createSettingFields(defaults);
  const charts = createHistoryCharts();
  const figures = createFigures({
    accuracy: { label: common.testAccuracy },
    loss: { label: common.testLoss },
  });
  const reference = createReference(classifyExpectations(data.source));
  const results = createResults(data.test);
  const clothes = clothesOf(data);
  const cell = createCell({
    file,
    settings: fields.all,
    provide: (run) => {
      const hooks: Hooks = {
        settings: fields.values(),
        clothes,
        show: {
          training: [run.callback, charts.follow()],
          result: ({ model, loss, accuracy, probabilities }) => {
            figures.show({ accuracy: percent(accuracy), loss: significant(loss) });
            reference.show({ accuracy });
            results.show(predictionsOf(probabilities, data.test.labels));
            onModel(model);
          },
        },
      };
      results.show(null);
      return { ...hooks };
    },
  });
  return {
    title: texts.title,
    story: texts.story,
    settings: fields.elements,
    cell,
    pictures: [
      create('div', { className: 'charts' }, charts.accuracy, charts.loss),
      figures.element,
      reference.element,
      results.element,
    ],
  };
}
