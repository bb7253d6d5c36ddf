import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import type * as gl from '../../src/index.ts';
import { l1, l1l2, l2, orthogonalRegularizer } from '../../src/regularizers/index.ts';
import { getRegularizer } from '../../src/regularizers/names.ts';
import { fromFlat, type NdArray } from '../reference/array.ts';
import { numericGradient } from '../reference/finite-differences.ts';
import { angularPenalty, penalty, penaltyGradient } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

const cases = [
  { text: 'l1', regularizer: l1({ l1: 0.02 }), factors: { l1: 0.02 } },
  { text: 'l1 by default', regularizer: l1(), factors: { l1: 0.01 } },
  { text: 'l2', regularizer: l2({ l2: 0.3 }), factors: { l2: 0.3 } },
  { text: 'l2 by default', regularizer: l2(), factors: { l2: 0.01 } },
  { text: 'l1l2', regularizer: l1l2({ l1: 0.1, l2: 0.2 }), factors: { l1: 0.1, l2: 0.2 } },
];

describe('regularizers agree with Keras', () => {
  it.each(cases)('$text', async ({ regularizer, factors }) => {
    const seed = testSeed();
    const weights = randomUniform(randomFrom(seed), [13, 9], -1, 1);
    const tensor = toTensor(weights);
    const value = regularizer.penalty(tensor);
    const [slope] = gradients('test', value, [tensor]);
    const label = `seed ${seed}`;
    expectClose(await fromTensor(value), fromFlat([penalty(factors, weights)], []), {
      tolerance: 1e-5,
      label,
    });
    expectClose(await fromTensor(slope as gl.Tensor), penaltyGradient(factors, weights), {
      tolerance: 1e-5,
      label,
    });
  });

  it.each(['rows', 'columns'] as const)('orthogonalRegularizer of %s', async (mode) => {
    const weights = randomUniform(randomFrom(11), [5, 4], -1, 1);
    const tensor = toTensor(weights);
    const value = orthogonalRegularizer({ factor: 0.3, mode }).penalty(tensor);
    const [slope] = gradients('test', value, [tensor]);
    const expected = (w: NdArray): number => angularPenalty(w, 0.3, mode);
    expectClose(await fromTensor(value), fromFlat([expected(weights)], []), { tolerance: 1e-5 });
    const close = { tolerance: 1e-5, floor: 0.1 };
    expectClose(await fromTensor(slope as gl.Tensor), numericGradient(expected, [weights], 0), close);
  });

  it('can be made again from their JSON; a name alone means 0.01', () => {
    for (const made of [l1(), l2({ l2: 0.2 }), l1l2({ l1: 1 }), orthogonalRegularizer({ mode: 'columns' })]) {
      const again = getRegularizer('test', JSON.parse(JSON.stringify(made)));
      expect(again).toMatchObject({ name: made.name, config: made.config });
    }
    expect(getRegularizer('test', 'l1_l2')?.config).toEqual({ l1: 0.01, l2: 0.01 });
    expect(getRegularizer('test', { className: 'L1L2', config: { l2: 0.5 } })?.config).toEqual({
      l1: 0,
      l2: 0.5,
    });
  });

  it('refuse a negative factor', () => {
    expect(() => l1l2({ l2: -1 })).toThrow('l2 must be a number of at least 0, got -1');
  });
});
