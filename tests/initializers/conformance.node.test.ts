import { describe, expect, it } from 'vitest';
import { getInitializer } from '../../src/initializers/names.ts';
import { distributionOf, type InitializerName } from '../reference/keras.ts';

const names: readonly InitializerName[] = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
];

const shapes = [
  [300, 100],
  [3, 3, 40, 60],
];

const cases = names.flatMap((name) => shapes.map((shape) => ({ name, shape })));

describe('initializers spread as those of Keras', () => {
  it.each(cases)('$name of shape $shape', ({ name, shape }) => {
    const values = Array.from(getInitializer('test', name).values(shape));
    const { stddev, limit } = distributionOf(name, shape);
    const n = values.length;
    expect(n).toBe(shape.reduce((product, length) => product * length, 1));
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    const actual = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
    const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    // Five standard errors.
    expect(Math.abs(mean) / stddev).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(actual / stddev - 1)).toBeLessThan(5 / Math.sqrt(n));
    expect(largest).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(largest).toBeGreaterThan(limit * 0.99);
    // A uniform distribution has 1/5 of its values in the inner fifth, a normal one more.
    const inner = values.filter((x) => Math.abs(x) < limit / 5).length / n;
    if (name.endsWith('Uniform')) expect(Math.abs(inner - 0.2)).toBeLessThan(0.02);
    else expect(inner).toBeGreaterThan(0.3);
  });

  it('zeros, ones and the same seed again', () => {
    expect(Array.from(getInitializer('test', 'zeros').values([2, 2]))).toEqual([0, 0, 0, 0]);
    expect(Array.from(getInitializer('test', 'ones').values([3]))).toEqual([1, 1, 1]);
  });
});
