import { percent } from '../shared/format.ts';
import type { Expectations } from '../shared/tutorial/reference.ts';
import type { Result, Settings } from './hooks.ts';
import { texts } from './texts.ts';

/** The tutorial's. */
export const defaults: Settings = { learningRate: 5.6194e-5, epochs: 1000, batchSize: 128, dropout: 0.3 };

/** Shares of wines judged right after the tutorial's 1,000 epochs. */
export const expectations = {
  train: { label: texts.trainAccuracy, from: 0.66, to: 0.73, format: percent },
  validation: { label: texts.validationAccuracy, from: 0.57, to: 0.66, format: percent },
  test: { label: texts.testAccuracy, from: 0.58, to: 0.635, format: percent },
} satisfies Expectations;

/** The figures of a run that the reference has. */
export function figuresOf({ history, accuracy, predicted }: Result, qualities: Int32Array) {
  const right = qualities.filter((quality, row) => quality === predicted[row]).length;
  return {
    train: accuracy,
    validation: history.valAccuracy?.at(-1),
    test: right / qualities.length,
  };
}
