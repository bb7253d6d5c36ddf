import type { Callback, Sequential } from '../../src/index.ts';
import { create } from '../shared/dom.ts';
import { percent, significant } from '../shared/format.ts';
import { createCell } from '../shared/tutorial/cell-view.ts';
import { createFigures } from '../shared/tutorial/figures.ts';
import type { Lesson } from '../shared/tutorial/page.ts';
import { createReference } from '../shared/tutorial/reference.ts';
import file from './cells/convolve.js?raw';
import type { Result as DenseResult, Settings } from './classify.ts';
import { type Clothes, clothesOf } from './clothes.ts';
import { createHistoryCharts } from './curves.ts';
import type { FashionMnist } from './data.ts';
import { convolveExpectations } from './expectations.ts';
import { createSettingFields } from './fields.ts';
import { common, convolve as texts } from './texts.ts';

export * as gl from '../../src/index.ts';

export type Result = Omit<DenseResult, 'probabilities'>;

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

/** The sample has few images, and needs to see them more often. */
export const defaultsFor = (source: FashionMnist['source']): Settings => ({
  learningRate: 0.003,
  epochs: 12,
  batchSize: source === 'full' ? 128 : 32,
});

/** @param onModel is given every network that was trained */
export function convolveLesson(data: FashionMnist, onModel: (model: Sequential) => void): Lesson {
  const fields = createSettingFields(defaultsFor(data.source));
  const charts = createHistoryCharts();
  const figures = createFigures({
    accuracy: { label: common.testAccuracy },
    loss: { label: common.testLoss },
  });
  const reference = createReference(convolveExpectations(data.source));
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
          result: ({ model, loss, accuracy }) => {
            figures.show({ accuracy: percent(accuracy), loss: significant(loss) });
            reference.show({ accuracy });
            onModel(model);
          },
        },
      };
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
    ],
  };
}
