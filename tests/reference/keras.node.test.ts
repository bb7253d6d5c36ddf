import { describe, expect, it } from 'vitest';
import { kerasCases, kerasVersion } from './golden/keras-cases.ts';
import { trainReference } from './train.ts';

/** The largest difference; relative for values above 1. */
function worst(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return Math.max(...expected.map((e, i) => Math.abs(actual[i] - e) / Math.max(Math.abs(e), 1)));
}

describe(`the float64 trainer against recorded runs of Keras ${kerasVersion}`, () => {
  it.each(kerasCases)('$name: the weights after every step', ({ options, steps }) => {
    const trained = trainReference(options);
    expect(trained.steps.length).toBe(steps.length);
    trained.steps.forEach((weights, step) => {
      const flat = weights.flatMap(({ data }) => Array.from(data));
      // Not closer: Keras divides by 3 in float32 even when everything else is float64.
      expect(worst(flat, steps[step])).toBeLessThan(1e-7);
    });
  });

  it.each(kerasCases)('$name: the history', ({ options, history }) => {
    const trained = trainReference(options);
    expect(Object.keys(trained.history).sort()).toEqual(Object.keys(history).sort());
    for (const [name, values] of Object.entries(history)) {
      expect(worst(trained.history[name], values), name).toBeLessThan(1e-6);
    }
  });
});
