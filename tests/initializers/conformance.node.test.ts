import { describe, expect, it } from 'vitest';
import {
  constant,
  identity,
  orthogonal,
  randomNormal,
  varianceScaling,
} from '../../src/initializers/index.ts';
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

  it('zeros, ones, constant and identity', () => {
    expect(Array.from(getInitializer('test', 'identity').values([2, 3]))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(Array.from(identity({ gain: 3 }).values([2, 1]))).toEqual([3, 0]);
    expect(Array.from(constant({ value: 2.5 }).values([2]))).toEqual([2.5, 2.5]);
    expect(Array.from(getInitializer('test', 'zeros').values([2, 2]))).toEqual([0, 0, 0, 0]);
    expect(Array.from(getInitializer('test', 'ones').values([3]))).toEqual([1, 1, 1]);
  });

  it.each([[[7, 7]], [[12, 5]], [[5, 12]], [[3, 2, 4, 5]]])('orthogonal of shape %j', (shape) => {
    const gain = 1.5;
    const values = orthogonal({ gain, seed: 3 }).values(shape);
    const columns = shape[shape.length - 1];
    const rows = values.length / columns;
    const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
    const at = (vector: number, i: number): number =>
      values[rows < columns ? vector * columns + i : i * columns + vector];
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        let product = 0;
        for (let i = 0; i < length; i++) product += at(a, i) * at(b, i);
        expect(product).toBeCloseTo(a === b ? gain ** 2 : 0, 5);
      }
    }
  });

  it('repeat themselves with a seed, and only then', () => {
    for (const name of ['orthogonal', 'randomNormal', 'heUniform']) {
      const values = (config: object): number[] =>
        Array.from(getInitializer('test', { name, config: { ...config } }).values([3, 4]));
      expect(values({ seed: 5 })).toEqual(values({ seed: 5 }));
      expect(values({ seed: 5 })).not.toEqual(values({ seed: 6 }));
      expect(values({})).not.toEqual(values({}));
    }
  });

  it('can be made again from their JSON, or from what Keras writes', () => {
    const made = randomNormal({ stddev: 0.2, seed: 7 });
    const again = getInitializer('test', JSON.parse(JSON.stringify(made)));
    expect(again.config).toEqual(made.config);
    expect(again.values([4])).toEqual(made.values([4]));
    const config = {
      scale: 2,
      mode: 'fan_out',
      distribution: 'untruncated_normal',
      seed: 3,
      input_axes: null,
    };
    const keras = getInitializer('test', { class_name: 'VarianceScaling', config });
    const twin = varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'untruncatedNormal', seed: 3 });
    expect(keras.values([5, 6])).toEqual(twin.values([5, 6]));
  });

  it('refuse what they cannot make', () => {
    expect(() => identity().values([2, 2, 2])).toThrow('expected the shape of a matrix, got [2, 2, 2]');
    expect(() => orthogonal().values([3])).toThrow('at least two axes, got [3]');
    const config = { mode: 'fanOff' };
    expect(() => getInitializer('layers.dense', { name: 'varianceScaling', config })).toThrow(
      "unknown mode 'fanOff'. Did you mean 'fanOut'?",
    );
    expect(() => getInitializer('layers.dense', { name: 'heNormal', config })).toThrow(
      `layers.dense: the initializer 'heNormal' has no option mode: "fanOff". Known: seed.`,
    );
    expect(() => getInitializer('layers.dense', 3 as never)).toThrow(
      'layers.dense: expected a name of a kind of initializer, one that gl made, or { name, config }; got 3.',
    );
  });
});
