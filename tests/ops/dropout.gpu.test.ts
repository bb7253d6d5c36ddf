import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

describe('dropout', () => {
  it('leaves out so large a share, scales the others, and does so again in the derivative', async () => {
    const x = gl.ones([10_000]);
    const drop = (t: gl.Tensor) => gl.dropout(t, 0.3, { seed: 5, counter: gl.tensor(2, [], 'int32') });
    const [values, slopes] = await Promise.all([
      drop(x).data(),
      gl
        .grad((t: gl.Tensor) => drop(t).sum())(x)
        .data(),
    ]);
    const kept = values.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / 0.7)]));
    // Three standard deviations of a binomial distribution.
    expect(Math.abs(kept.length / 10_000 - 0.7)).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / 10_000));
    expect(slopes).toEqual(values);
  });

  it('dropout of nothing is x, and of everything is refused', async () => {
    expect(await gl.dropout([1, 2], 0).data()).toEqual(new Float32Array([1, 2]));
    expect(() => gl.dropout([1], 1)).toThrow(
      'dropout: rate must be a number from 0 up to, but not including, 1; got 1',
    );
  });
});
