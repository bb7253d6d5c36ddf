import { describe, expect, it } from 'vitest';
import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { plan } from '../../src/schedule/plan.ts';

describe('customGradient', () => {
  const double = gl.customGradient((x: gl.Tensor) => ({
    value: x.square(),
    gradient: (dy) => dy.mul(x).mul(10),
  }));

  it('replaces the derivative, and that of the derivative', async () => {
    const slope = gl.grad((x: gl.Tensor) => double(x).sum());
    expect(await double([3]).data()).toEqual(new Float32Array([9]));
    expect(await slope([3]).data()).toEqual(new Float32Array([30]));
    expect(
      await gl
        .grad((x: gl.Tensor) => slope(x).sum())([3])
        .data(),
    ).toEqual(new Float32Array([10]));
  });

  it('refuses derivatives of another number or shape', () => {
    const none = gl.customGradient((x: gl.Tensor) => ({ value: x, gradient: () => [] }));
    expect(() => gl.grad((x: gl.Tensor) => none(x).sum())([1])).toThrow(
      'customGradient: gradient must return one tensor (or null) for each of the 1 inputs, got 0',
    );
    const other = gl.customGradient((x: gl.Tensor) => ({ value: x, gradient: () => gl.ones([3]) }));
    expect(() => gl.grad((x: gl.Tensor) => other(x).sum())([1])).toThrow(
      'customGradient: the derivative of input 0 must have its shape [1], got [3]',
    );
  });
});

describe('checkpoint', () => {
  const size = 64;
  const layers = 6;
  const weights = Array.from({ length: layers }, (_, k) =>
    gl.variable(gl.normal([size, size], { seed: k, stddev: 0.1 }), { name: `W${k}` }),
  );
  const block = (x: gl.Tensor, W: gl.Variable): gl.Tensor =>
    gl.dropout(x.matmul(W).tanh(), 0.5, { seed: 3 }).exp().matmul(W);
  const loss = (wrap: typeof gl.checkpoint): gl.Tensor =>
    weights
      .reduce((x, W) => wrap((t) => block(t, W))(x), gl.normal([256, size], { seed: 9 }))
      .square()
      .mean();
  const plainly: typeof gl.checkpoint = (fn) => fn as ReturnType<typeof gl.checkpoint>;

  it('gives the same derivatives, also with respect to variables that the function mentions', async () => {
    const slopes = (wrap: typeof gl.checkpoint) =>
      Promise.all(gl.grad(() => loss(wrap), weights).map((slope) => slope.data()));
    expect(await slopes(gl.checkpoint)).toEqual(await slopes(plainly));
  });

  it('computes inner values again instead of keeping them', () => {
    const planned = (wrap: typeof gl.checkpoint) =>
      plan(
        trace(() => gl.grad(() => loss(wrap), weights)),
        { software: false },
      );
    const activations = (wrap: typeof gl.checkpoint) =>
      planned(wrap).buffers.find(({ label }) => label === 'activations')?.bytes ?? 0;
    expect(planned(gl.checkpoint).commands.length).toBeGreaterThan(planned(plainly).commands.length);
    expect(activations(gl.checkpoint)).toBeLessThan(0.7 * activations(plainly));
  });

  it('of the identity is the identity', async () => {
    const same = gl.checkpoint((x: gl.Tensor) => x);
    expect(
      await gl
        .grad((x: gl.Tensor) => same(x).sum())([4])
        .data(),
    ).toEqual(new Float32Array([1]));
  });
});
