import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

describe('grad', () => {
  const cube = (x: gl.Tensor) => x.mul(x).mul(x);

  it('is the derivative by the first argument', async () => {
    const slope = gl.grad((x, y) => x.square().mul(y).sum());
    expect(await slope([1, 2, 3], 10).array()).toEqual([20, 40, 60]);
  });

  it('nests', async () => {
    const second = gl.grad(gl.grad(cube));
    expect(await second(2).array()).toBe(12);
    const third = gl.grad(gl.grad(gl.grad(cube)));
    expect(await third(2).array()).toBe(6);
    const curvature = gl.grad(gl.grad((x) => x.sigmoid()));
    const s = 1 / (1 + Math.exp(-0.7));
    expect(await curvature(0.7).array()).toBeCloseTo(s * (1 - s) * (1 - 2 * s), 6);
  });

  it('takes variables, and gives zeros where nothing depends on one', async () => {
    const [w, b] = [gl.variable([1, 2]), gl.variable(3)];
    const [dw, db] = gl.grad(() => w.square().sum(), [w, b]);
    expect(await dw.array()).toEqual([2, 4]);
    expect(await db.array()).toBe(0);
  });

  it('adds up what a value contributes in several places', async () => {
    const slope = gl.grad((x) =>
      x
        .mul(3)
        .add(x.square())
        .sub(x.div(x.add(1)))
        .sum(),
    );
    expect(await slope([1]).array()).toEqual([3 + 2 - 1 / 4]);
  });

  it('refuses what is not a float32 scalar', () => {
    const w = gl.variable([1, 2]);
    expect(() => gl.grad(() => w.square(), [w])).toThrow('expected a float32 scalar to differentiate');
  });
});

describe('valueAndGrad', () => {
  it('gives the value as well', async () => {
    const w = gl.variable([1, 2]);
    const [loss, [dw]] = gl.valueAndGrad(() => w.square().mean(), [w]);
    expect(await loss.array()).toBe(2.5);
    expect(await dw.array()).toEqual([1, 2]);
  });

  it('descends: the linear regression of the tutorial', async () => {
    const x = gl.tensor([1, 2, 3, 4]);
    const y = gl.tensor([3, 5, 7, 9]);
    const [w, b] = [gl.variable(0), gl.variable(0)];
    for (let i = 0; i < 200; i++) {
      const [, [dw, db]] = gl.valueAndGrad(() => x.mul(w).add(b).sub(y).square().mean(), [w, b]);
      w.assignSub(dw.mul(0.1));
      b.assignSub(db.mul(0.1));
    }
    expect(await w.array()).toBeCloseTo(2, 3);
    expect(await b.array()).toBeCloseTo(1, 2);
  });
});
