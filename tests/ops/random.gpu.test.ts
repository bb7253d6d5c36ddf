import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { testSeed } from '../support/check-op.ts';

const N = 65537;

/** Mean, standard deviation, and the correlation of neighbours. */
function statistics(values: ArrayLike<number>) {
  const n = values.length;
  const list = Array.from(values);
  const mean = list.reduce((sum, x) => sum + x, 0) / n;
  const variance = list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  const neighbours = list.slice(1).reduce((sum, x, i) => sum + (x - mean) * (list[i] - mean), 0) / (n - 1);
  return { mean, stddev: Math.sqrt(variance), correlation: neighbours / variance };
}

// Bounds at five standard errors: a correct generator fails once in a million runs.
const bound = 5 / Math.sqrt(N);

describe('random numbers', () => {
  it('randomUniform', async () => {
    const seed = testSeed() | 0;
    const values = await gl.randomUniform([N], { minval: -1, maxval: 3, seed }).data();
    const { mean, stddev, correlation } = statistics(values);
    const width = 4 / Math.sqrt(12);
    expect(Math.min(...Array.from(values.slice(0, 9999)))).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...Array.from(values.slice(0, 9999)))).toBeLessThan(3);
    expect(Math.abs(mean - 1), `seed ${seed}`).toBeLessThan(width * bound);
    expect(Math.abs(stddev / width - 1), `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(correlation), `seed ${seed}`).toBeLessThan(bound);
  });

  it('randomNormal', async () => {
    const seed = testSeed() | 0;
    const values = await gl.randomNormal([N], { mean: 2, stddev: 0.5, seed }).data();
    const { mean, stddev, correlation } = statistics(values);
    expect(Math.abs(mean - 2) / 0.5, `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(stddev / 0.5 - 1), `seed ${seed}`).toBeLessThan(bound);
    expect(Math.abs(correlation), `seed ${seed}`).toBeLessThan(bound);
    const beyond = Array.from(values).filter((x) => Math.abs(x - 2) > 1).length / N;
    expect(Math.abs(beyond - 0.0455), `seed ${seed}`).toBeLessThan(0.0455 * 5 * bound);
  });

  it('repeats with the same seed and counter, and not otherwise', async () => {
    const seed = testSeed() | 0;
    const draw = (s: number, count: number) =>
      gl.randomUniform([100], { seed: s, counter: gl.tensor(new Int32Array([count])).reshape([]) }).data();
    const [first, again, nextCount, nextSeed] = await Promise.all([
      draw(seed, 3),
      draw(seed, 3),
      draw(seed, 4),
      draw(seed + 1, 3),
    ]);
    expect(again).toEqual(first);
    expect(nextCount).not.toEqual(first);
    expect(nextSeed).not.toEqual(first);
    const shared = first.filter((x) => nextCount.includes(x) || nextSeed.includes(x)).length;
    expect(shared).toBeLessThan(3);
  });
});
