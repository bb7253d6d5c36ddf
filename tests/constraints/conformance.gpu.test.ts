import { describe, expect, it } from 'vitest';
import { getConstraint } from '../../src/constraints/names.ts';
import * as gl from '../../src/index.ts';
import { array, type NdArray } from '../reference/array.ts';
import { type ConstraintOptions, constrained } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

const cases: [name: string, options: ConstraintOptions, shape: readonly number[]][] = [
  ['nonNeg', {}, [7, 5]],
  ['maxNorm', {}, [13, 9]],
  ['maxNorm', { maxValue: 0.7, axis: 1 }, [13, 9]],
  ['maxNorm', { maxValue: 1, axis: [0, 1, 2] }, [3, 3, 4, 5]],
  ['unitNorm', {}, [13, 9]],
  ['unitNorm', { axis: [0, 1] }, [4, 5]],
  ['minMaxNorm', {}, [13, 9]],
  ['minMaxNorm', { minValue: 1.8, maxValue: 2, rate: 0.3 }, [13, 9]],
  ['minMaxNorm', { minValue: 2, maxValue: 2.2, axis: -1 }, [6, 13]],
];

async function expectAgreement(name: string, options: ConstraintOptions, weight: NdArray, label: string) {
  const constraint = getConstraint('test', { name, config: { ...options } });
  const actual = await fromTensor((constraint as gl.constraints.Constraint).apply(toTensor(weight)));
  expectClose(actual, constrained(name, weight, options), { tolerance: 1e-5, floor: 0.01, label });
}

describe('constraints agree with Keras', () => {
  it.each(cases)('%s %o of shape %j', async (name, options, shape) => {
    const seed = testSeed();
    await expectAgreement(name, options, randomUniform(randomFrom(seed), shape, -1, 1), `seed ${seed}`);
  });

  it('a vector of zeros stays one', async () => {
    const weight = array([[0, 3], [0, 4]]); // biome-ignore format: rows
    await expectAgreement('maxNorm', {}, weight, 'maxNorm');
    await expectAgreement('unitNorm', {}, weight, 'unitNorm');
    await expectAgreement('minMaxNorm', { minValue: 0.5 }, weight, 'minMaxNorm');
  });

  it('can be made again from their JSON, or from what Keras writes; none is none', () => {
    const made = gl.constraints.minMaxNorm({ minValue: 0.5, rate: 0.2, axis: [0, 1] });
    expect(getConstraint('test', JSON.parse(JSON.stringify(made)))?.config).toEqual(made.config);
    const keras = getConstraint('test', { class_name: 'MaxNorm', config: { max_value: 3, axis: 0 } });
    expect(keras).toMatchObject({ name: 'maxNorm', config: { maxValue: 3, axis: 0 } });
    expect(getConstraint('test', 'non_neg')?.name).toBe('nonNeg');
    expect(getConstraint('test', null)).toBeNull();
  });

  it('refuse lengths out of order and unknown names', () => {
    expect(() => gl.constraints.maxNorm({ maxValue: -1 })).toThrow(
      'constraints.maxNorm: maxValue must be a number of at least 0, got -1.',
    );
    expect(() => gl.constraints.minMaxNorm({ minValue: 2 })).toThrow(
      'constraints.minMaxNorm: maxValue must be a number of at least minValue (2), got 1.',
    );
    expect(() => gl.constraints.minMaxNorm({ rate: 2 })).toThrow('rate must be a number from 0 to 1, got 2');
    expect(() => getConstraint('layers.dense', 'maxnrm')).toThrow(
      "layers.dense: unknown constraint 'maxnrm'. Did you mean 'maxNorm'?",
    );
  });
});
