import { expect, it, vi } from 'vitest';
import * as gl from '../../src/index.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';

it('computes lazily and reads back', async () => {
  const a = gl.tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(await a.add(1).mul(2).array()).toEqual([
    [4, 6],
    [8, 10],
  ]);
  expect(await a.matmul(a).array()).toEqual([
    [7, 10],
    [15, 22],
  ]);
  expect(await a.sum().array()).toBe(10);
  expect(await gl.array(a.greater(2))).toEqual([
    [false, false],
    [true, true],
  ]);
  expect(await a.argMax(0).array()).toEqual([1, 1]);
  expect(await gl.concat([a, a.transpose()], 1).array()).toEqual([
    [1, 2, 1, 3],
    [3, 4, 2, 4],
  ]);
});

it('prints what it computes', async () => {
  const written = vi.spyOn(console, 'info').mockImplementation(() => {});
  const product = gl.tensor([1, 10]).mul([[0.5], [-1]]);
  await gl.print(product);
  await product.print();
  const text = '[[  0.5   5. ]\n [ -1.  -10. ]]';
  expect(written.mock.calls).toEqual([[text], [text]]);
  written.mockRestore();
  expect(await gl.format(gl.greater([1, 2], 1))).toBe('[False  True]');
});

it('prints graphs of computed tensors and of variables', async () => {
  const doubled = gl.tensor([1, 2]).mul(2);
  await doubled.data();
  expect(gl.graphOf(doubled.neg())).toBe('%0 = float32[2] computed\n%1 = float32[2] neg(%0)\nreturn %1');
  const w = gl.variable(1, { name: 'w' });
  let traced = '';
  gl.jit(() => {
    w.assignAdd(2);
    traced = gl.graphOf(w);
  })();
  expect(traced).toBe('%0 = float32[] read w\n%1 = float32[] add(%0, 2)\nreturn %1');
});

it('keeps the value of a variable that is read before it is assigned', async () => {
  const w = gl.variable([1, 2]);
  const doubled = w.mul(2);
  w.assign([5, 6]);
  w.assignAdd(1);
  expect(await doubled.array()).toEqual([2, 4]);
  expect(await w.array()).toEqual([6, 7]);
});

it('jits the linear regression of the tape tutorial', async () => {
  const W = gl.variable(5);
  const b = gl.variable(0);
  const xs = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i * 12.9898) * 1.7);
  const x = gl.tensor(xs);
  const y = gl.tensor(xs.map((v) => 3 * v + 2));
  const train = gl.jit((x: gl.Tensor, y: gl.Tensor) => {
    const [loss, [dW, db]] = gl.valueAndGrad(() => gl.mean(gl.square(W.mul(x).add(b).sub(y))), [W, b]);
    W.assignSub(dW.mul(0.1));
    b.assignSub(db.mul(0.1));
    return loss;
  });
  const losses = [];
  for (let k = 0; k < 40; k++) losses.push(train(x, y));
  expect((await losses[0].array()) as number).toBeGreaterThan(5);
  expect((await losses[39].array()) as number).toBeLessThan(0.01);
  expect(await W.array()).toBeCloseTo(3, 2);
  expect(await train.print()).toContain('<1 x 1 x 1>');
});

it('gives small results of a loop a part of a buffer each', async () => {
  const total = gl.variable(0);
  const add = gl.jit((x: gl.Tensor) => {
    total.assignAdd(x);
    return total.add(0);
  });
  const numbers = Array.from({ length: 600 }, (_, k) => gl.tensor(k));
  await add(gl.tensor(0)).data();
  const results: gl.Tensor[] = [];
  const { createBuffer } = await countGpuCalls(async () => {
    for (const number of numbers) results.push(add(number));
    await results[599].data();
  });
  // 600 numbers and 600 results, 256 in a buffer, and what of the first is left.
  expect(createBuffer).toBeLessThanOrEqual(5);
  const sums = await Promise.all(results.map((result) => result.data()));
  expect(sums.map(([sum]) => sum)).toEqual(numbers.map((_, k) => (k * (k + 1)) / 2));
  for (const tensor of [...numbers, ...results]) tensor.dispose();
  const again = await countGpuCalls(async () => {
    for (let k = 0; k < 600; k++) results[k] = add(gl.tensor(k));
    await results[599].data();
  });
  expect(again.createBuffer).toBe(0);
  expect((await results[599].data())[0]).toBe(2 * 179_700);
});
