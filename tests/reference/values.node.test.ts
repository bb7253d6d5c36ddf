import { describe, expect, it } from 'vitest';
import { fromFlat, type NdArray } from './array.ts';
import golden from './golden/values.data.json';
import { type LossName, type LossOptions, lossValues } from './losses.ts';
import { type ScoreName, type ScoreOptions, score } from './scores.ts';

const { keras, shape, weights } = golden;
const input = (name: string): NdArray => fromFlat(golden.inputs[name as keyof typeof golden.inputs], shape);

/** 'BinaryCrossentropy' -> 'binaryCrossentropy', 'AUC' -> 'auc', 'KLDivergence' -> 'klDivergence'. */
const camelCase = (name: string): string =>
  name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());

function expectClose(actual: Iterable<number>, expected: readonly number[]): void {
  const values = [...actual];
  expect(values.length).toBe(expected.length);
  // Not closer: Keras holds some constants, such as its epsilon, in float32.
  for (const [k, e] of expected.entries()) {
    expect(Math.abs(values[k] - e), `${values} for ${expected}`).toBeLessThan(
      2e-6 * Math.max(1, Math.abs(e)),
    );
  }
}

describe(`the float64 losses and metrics against what Keras ${keras} says`, () => {
  it.each(golden.losses)('$name $options of $yTrue, $yPred', ({ name, options, yTrue, yPred, values }) => {
    const actual = lossValues(
      camelCase(name) as LossName,
      input(yTrue),
      input(yPred),
      options as LossOptions,
    );
    expectClose(actual.data, values);
  });

  it.each(golden.scores)(
    '$name $options of $yTrue, $yPred',
    ({ name, yTrue, yPred, values, weighted, ...rest }) => {
      const options = { ...rest.options } as ScoreOptions & { classAggregation?: string | null };
      if (options.classAggregation) options.classAggregation = 'varianceWeightedAverage';
      const of = (weight: number[] | null): number[] =>
        score(camelCase(name) as ScoreName, input(yTrue), input(yPred), options, weight);
      expectClose(of(null), values);
      expectClose(of(weights), weighted);
    },
  );
});
