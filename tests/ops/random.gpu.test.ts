import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { testSeed } from '../support/check-op.ts';

const N = 65537;

/** Mean, standard deviation, and the correlation of neighbours. */
function statistics(values: ArrayLike<number>) {
  const n = values.length;
  const list = Array.from(values);
  const mean = list.reduce((sum, x) => sum + x, 0) / n;
  const moment = (power: number) => list.reduce((sum, x) => sum + (x - mean) ** power, 0) / n;
  const variance = moment(2);
  const neighbours = list.slice(1).reduce((sum, x, i) => sum + (x - mean) * (list[i] - mean), 0) / (n - 1);
  return {
    mean,
    stddev: Math.sqrt(variance),
    skewness: moment(3) / variance ** 1.5,
    kurtosis: moment(4) / variance ** 2,
    correlation: neighbours / variance,
  };
}

/** Between the values of two streams, position by position. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [statistics(a), statistics(b)];
  const list = Array.from(a);
  return (
    list.reduce((sum, value, i) => sum + (value - x.mean) * (b[i] - y.mean), 0) /
    (list.length * x.stddev * y.stddev)
  );
}

const extreme = (values: ArrayLike<number>): [low: number, high: number] =>
  Array.from(values).reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity]);

// Bounds at six standard errors: a correct generator fails once in many million runs.
const bound = 6 / Math.sqrt(N);
const counter = (count: number) => gl.tensor(new Int32Array([count])).reshape([]);

describe('uniform', () => {
  it('has the moments of the distribution', async () => {
    const seed = testSeed() | 0;
    const values = await gl.uniform([N], { minval: -1, maxval: 3, seed }).data();
    const found = statistics(values);
    const width = 4 / Math.sqrt(12);
    const [low, high] = extreme(values);
    expect(low).toBeGreaterThanOrEqual(-1);
    expect(high).toBeLessThan(3);
    expect(Math.abs(found.mean - 1), `seed ${seed}`).toBeLessThan(width * bound);
    expect(Math.abs(found.stddev / width - 1), `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(found.kurtosis - 1.8), `seed ${seed}`).toBeLessThan(3 * bound);
    expect(Math.abs(found.correlation), `seed ${seed}`).toBeLessThan(bound);
  });

  it('fills the interval evenly', async () => {
    const seed = testSeed() | 0;
    const counts = new Array<number>(64).fill(0);
    for (const x of await gl.uniform([N], { seed }).data()) counts[Math.floor(x * 64)]++;
    const squares = counts.reduce((sum, count) => sum + (count - N / 64) ** 2 / (N / 64), 0);
    // Chi-squared with 63 degrees of freedom: six standard deviations above its mean.
    expect(squares, `seed ${seed}`).toBeLessThan(63 + 6 * Math.sqrt(126));
  });

  it('never reaches maxval, though the sum rounds', async () => {
    const values = await gl.uniform([N], { minval: 16777214, maxval: 16777216, seed: 1 }).data();
    expect(extreme(values)).toEqual([16777214, 16777215]);
  });
});

describe('normal', () => {
  it('has the moments of the distribution', async () => {
    const seed = testSeed() | 0;
    const values = await gl.normal([N], { mean: 2, stddev: 0.5, seed }).data();
    const found = statistics(values);
    expect(Math.abs(found.mean - 2) / 0.5, `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(found.stddev / 0.5 - 1), `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(found.skewness), `seed ${seed}`).toBeLessThan(Math.sqrt(6) * bound);
    expect(Math.abs(found.kurtosis - 3), `seed ${seed}`).toBeLessThan(Math.sqrt(24) * bound);
    expect(Math.abs(found.correlation), `seed ${seed}`).toBeLessThan(bound);
    for (const [distance, share] of [[0.5, 0.31731], [1, 0.0455], [1.5, 0.0027]]) {
      const beyond = Array.from(values).filter((x) => Math.abs(x - 2) > distance).length / N;
      const error = Math.sqrt(share * (1 - share)) * bound;
      expect(Math.abs(beyond - share), `seed ${seed}`).toBeLessThan(error);
    } // biome-ignore format: a table
  });
});

describe('truncatedNormal', () => {
  it('keeps within two standard deviations, with the moments that leaves', async () => {
    const seed = testSeed() | 0;
    const values = await gl.truncatedNormal([N], { mean: -3, stddev: 2, seed }).data();
    const found = statistics(values);
    const [low, high] = extreme(values);
    expect([low >= -7, high <= 1], `seed ${seed}: ${low} to ${high}`).toEqual([true, true]);
    expect(high - low).toBeGreaterThan(7.8);
    // sqrt(1 - 4 phi(2) / (2 Phi(2) - 1)) of the standard normal distribution.
    const stddev = 2 * 0.87963;
    expect(Math.abs(found.mean + 3) / stddev, `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(found.stddev / stddev - 1), `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(found.correlation), `seed ${seed}`).toBeLessThan(bound);
  });
});

describe('bernoulli', () => {
  it('is true with the given probability', async () => {
    const seed = testSeed() | 0;
    const draws = gl.bernoulli([N], { probability: 0.3, seed });
    expect(draws.dtype).toBe('bool');
    const { mean, correlation: neighbours } = statistics(await draws.data());
    expect(Math.abs(mean - 0.3), `seed ${seed}`).toBeLessThan(Math.sqrt(0.21) * bound);
    expect(Math.abs(neighbours), `seed ${seed}`).toBeLessThan(bound);
    expect(await gl.bernoulli([1000], { probability: 0, seed }).sum().array()).toBe(0);
    expect(await gl.bernoulli([1000], { probability: 1, seed }).sum().array()).toBe(1000);
  });
});

describe('permutation', () => {
  it.each([0, 1, 2, 3, 64, 65, 1000, N])('has each of %i numbers once', async (n) => {
    const order = gl.permutation(n, { seed: testSeed() | 0 });
    expect([order.dtype, order.shape]).toEqual(['int32', [n]]);
    expect((await order.data()).slice().sort()).toEqual(Int32Array.from({ length: n }, (_, i) => i));
  });

  it('is another one for another seed or counter, and looks like no order', async () => {
    const seed = testSeed() | 0;
    const orders = await Promise.all([
      gl.permutation(N, { seed, counter: counter(0) }).data(),
      gl.permutation(N, { seed, counter: counter(0) }).data(),
      gl.permutation(N, { seed, counter: counter(1) }).data(),
      gl.permutation(N, { seed: seed + 1, counter: counter(0) }).data(),
    ]);
    expect(orders[1]).toEqual(orders[0]);
    for (const other of [orders[2], orders[3], Int32Array.from({ length: N }, (_, i) => i)]) {
      expect(Math.abs(correlation(orders[0], other)), `seed ${seed}`).toBeLessThan(bound);
    }
  });
});

const draws = [
  ['uniform', gl.uniform],
  ['normal', gl.normal],
  ['truncatedNormal', gl.truncatedNormal],
] as const;

describe.each(draws)('%s', (_, make) => {
  it('depends on seed, counter and position, and on nothing else', async () => {
    const seed = testSeed() | 0;
    const [few, many, square, inside, jitted] = await Promise.all([
      make([100], { seed, counter: counter(3) }).data(),
      make([5000], { seed, counter: counter(3) }).data(),
      make([10, 10], { seed, counter: counter(3) }).data(),
      make([100], { seed, counter: counter(3) })
        .mul(2)
        .slice([50], [50])
        .data(),
      gl
        .jit((c: gl.Tensor) => make([100], { seed, counter: c }))(counter(3))
        .data(),
    ]);
    expect(many.slice(0, 100)).toEqual(few);
    expect(square).toEqual(few);
    expect(jitted).toEqual(few);
    expect(inside).toEqual(few.slice(50).map((x) => 2 * x));
  });

  it('gives unrelated values for neighbouring seeds and counters', async () => {
    const seed = testSeed() | 0;
    const [first, nextSeed, nextCount] = await Promise.all([
      make([N], { seed, counter: counter(3) }).data(),
      make([N], { seed: seed + 1, counter: counter(3) }).data(),
      make([N], { seed, counter: counter(4) }).data(),
    ]);
    for (const other of [nextSeed, nextCount]) {
      expect(Math.abs(correlation(first, other)), `seed ${seed}`).toBeLessThan(bound);
    }
  });
});

describe('refuses', () => {
  it.each([
    [() => gl.uniform([-1]), 'uniform: shape [-1] must hold non-negative integers'],
    [
      () => gl.uniform([1], { minval: 1, maxval: 1 }),
      'uniform: expected finite minval < maxval, got 1 and 1',
    ],
    [() => gl.normal([1.5]), 'normal: shape [1.5] must hold non-negative integers'],
    [() => gl.truncatedNormal([-2]), 'truncatedNormal: shape [-2] must hold non-negative integers'],
    [() => gl.bernoulli([1], { probability: 1.5 }), 'bernoulli: expected a probability from 0 to 1, got 1.5'],
    [() => gl.permutation(-1), 'permutation: expected a whole number from 0 to 2^30, got -1'],
  ])('%#', (call, message) => expect(call).toThrow(message));
});
