import { describe, expect, it } from 'vitest';
import { packVariables } from '../../src/graph/variable.ts';
import * as gl from '../../src/index.ts';
import { createOptimizer } from '../reference/keras.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';

const { adam, sgd, nadam } = gl.optimizers;

const numbers = async (value: gl.Tensor): Promise<number[]> => [...(await value.data())];

/** A matrix and a vector side by side in one arena, as the weights of a model are. */
function layer(): { kernel: gl.Variable; bias: gl.Variable } {
  const { parts } = packVariables('weights', [
    { name: 'dense/kernel', shape: [3, 2], initial: Float32Array.of(1, 2, 3, -1, -2, -3) },
    { name: 'dense/bias', shape: [2], initial: Float32Array.of(0.5, -0.5) },
  ]);
  const [kernel, bias] = parts;
  return { kernel, bias };
}

describe('minimize', () => {
  it('goes down a slope, outside of jit', async () => {
    const w = gl.variable([4, -2]);
    const optimizer = sgd({ learningRate: 0.25 });
    const losses: gl.Tensor[] = [];
    for (let k = 0; k < 3; k++) losses.push(optimizer.minimize(() => w.square().sum()));
    // w halves in each step; every loss is that before its step.
    expect(await numbers(w)).toEqual([0.5, -0.25]);
    expect(await Promise.all(losses.map(async (loss) => (await loss.data())[0]))).toEqual([20, 5, 1.25]);
  });

  it('is one program outside of jit, too: loss, gradients and update in one dispatch, the counter in another', async () => {
    const w = gl.variable([4, -2]);
    const optimizer = adam(0.25);
    const step = (): gl.Tensor => optimizer.minimize(() => w.square().sum());
    step();
    step();
    await w.data();
    const calls = await countGpuCalls(async () => {
      for (let k = 0; k < 10; k++) step();
      await w.data();
    });
    // And one to read w.
    expect(calls).toMatchObject({
      dispatchWorkgroups: 10 * 2 + 1,
      createComputePipeline: 0,
      createShaderModule: 0,
    });
  });

  it('is one program inside of jit: a single dispatch for loss, gradients, update and counter', async () => {
    const W = gl.variable(5);
    const b = gl.variable(0);
    const optimizer = sgd({ learningRate: 0.1 });
    const step = gl.jit((x, y) => optimizer.minimize(() => W.mul(x).add(b).sub(y).square().mean(), [W, b]));
    const x = Float32Array.from({ length: 100 }, (_, k) => k / 50 - 1);
    const y = x.map((value) => 3 * value + 2);
    let loss = step(x, y);
    await loss.data();
    const calls = await countGpuCalls(async () => {
      for (let k = 0; k < 300; k++) loss = step(x, y);
      await loss.data();
    });
    expect(calls).toMatchObject({ dispatchWorkgroups: 300, createComputePipeline: 0, createShaderModule: 0 });
    expect((await loss.data())[0]).toBeLessThan(1e-4);
    expect((await W.data())[0]).toBeCloseTo(3, 2);
    expect((await b.data())[0]).toBeCloseTo(2, 2);
    expect((await optimizer.iterations?.data())?.[0]).toBe(301);
  });

  it('finds the trainable variables by itself', async () => {
    const w = gl.variable([1, 1]);
    const fixed = gl.variable([2, 3], { trainable: false });
    const unused = gl.variable([1, 1]);
    const optimizer = sgd({ learningRate: 1 });
    optimizer.minimize(() => w.mul(fixed).sum());
    expect(await numbers(w)).toEqual([-1, -2]);
    expect(await numbers(fixed)).toEqual([2, 3]);
    expect(await numbers(unused)).toEqual([1, 1]);
  });

  it('also after another optimizer in the same program: each trains its own', async () => {
    const a = gl.variable(1);
    const b = gl.variable(10);
    const [first, second] = [sgd({ learningRate: 1 }), sgd({ learningRate: 1 })];
    const step = gl.jit(() => {
      first.minimize(() => a.mul(3).add(b.mul(0)), [a]);
      // a is -2 by now; what it was computed from is none of the second optimizer's business.
      return second.minimize(() => a.mul(b));
    });
    const loss = step();
    expect(await numbers(loss)).toEqual([-20]);
    expect(await numbers(a)).toEqual([-12]);
    expect(await numbers(b)).toEqual([12]);
  });
});

describe('apply', () => {
  it("moves variables of several arenas by Keras's rules, with and without jit", async () => {
    const gradients = [Float32Array.of(0.3, -0.2, 0.1), Float32Array.of(2)];
    const options = { learningRate: 0.1, globalClipNorm: 0.5, weightDecay: 0.1 };
    const expected = [Float64Array.of(1, 2, 3), Float64Array.of(-1)];
    const follow = createOptimizer({ name: 'nadam', ...options });
    const runs = [false, true].map((isJit) => {
      const variables = [gl.variable([1, 2, 3]), gl.variable([-1])];
      const optimizer = nadam(options);
      const apply = (a: gl.Tensor, b: gl.Tensor): void => optimizer.apply([a, b], variables);
      return { variables, step: isJit ? gl.jit(apply) : apply };
    });
    for (let k = 0; k < 5; k++) {
      for (const { step } of runs) step(gl.tensor(gradients[0]), gl.tensor(gradients[1]));
      follow(
        expected,
        gradients.map((g) => Float64Array.from(g)),
      );
    }
    for (const { variables } of runs) {
      for (const [k, variable] of variables.entries()) {
        const values = await numbers(variable);
        for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[k][i], 5);
      }
    }
  });

  it('takes pairs as Keras does, and leaves out what has no gradient', async () => {
    const [a, b] = [gl.variable([1]), gl.variable([1])];
    const optimizer = sgd({ learningRate: 0.5, weightDecay: 0.5 });
    optimizer.applyGradients([
      [gl.tensor([1]), a],
      [null, b],
    ]);
    expect(await numbers(a)).toEqual([0.25]);
    expect(await numbers(b)).toEqual([1]);
  });

  it('runs one kernel for all variables that lie side by side', async () => {
    const { kernel, bias } = layer();
    const optimizer = adam({ weightDecay: 0.1, excludeFromWeightDecay: ['bias'] });
    const step = gl.jit((x) => {
      optimizer.minimize(() => gl.matmul(x, kernel).add(bias).square().sum());
    });
    step(gl.ones([4, 3]));
    expect(await step.print()).toMatchInlineSnapshot(`
      "buffer 0: packed, 512 bytes
      buffer 1: activations, 256 bytes of workgroup memory
      persistent kernel of 5 phases
        rows-serial: sum + mul + add
          <1 x 1 x 1> tensor[0, 48), weights[0, 32), weights[256, 272) -> 1[0, 32)
        rows-serial: sum + mul
          <1 x 1 x 1> tensor[0, 48), 1[0, 32) -> 0[0, 32)
        rows-serial: sum
          <1 x 1 x 1> 1[0, 32) -> 0[256, 272)
        map: approach + square + mul + sub + adam_rate + adam_step
          <2 x 1 x 1> 0[0, 512), tensor[0, 16), optimizer scalars[256, 272), optimizer scalars[0, 16) -> optimizer state[0, 512), optimizer state[512, 1024), weights[0, 512)
        map: add
          <1 x 1 x 1>  -> optimizer scalars[0, 16)"
    `);
  });

  it('clips and decays by tensor in a shared arena', async () => {
    const { kernel, bias } = layer();
    const config = { learningRate: 0.5, clipNorm: 0.1 } as const;
    const optimizer = sgd({ ...config, weightDecay: 0.5, excludeFromWeightDecay: ['bias'] });
    const gradients = [Float32Array.of(3, 0, -4, 0, 0, 12), Float32Array.of(0.06, 0)];
    const step = gl.jit((a, b) => optimizer.apply([a.reshape([3, 2]), b], [kernel, bias]));
    const expected = [await kernel.data(), await bias.data()].map((data) => Float64Array.from(data));
    const follow = [0.5, 0].map((weightDecay) => createOptimizer({ name: 'sgd', ...config, weightDecay }));
    for (let k = 0; k < 3; k++) {
      step(gradients[0], gradients[1]);
      for (const [i, rule] of follow.entries()) rule([expected[i]], [Float64Array.from(gradients[i])]);
    }
    for (const [k, variable] of [kernel, bias].entries()) {
      for (const [i, value] of (await numbers(variable)).entries())
        expect(value).toBeCloseTo(expected[k][i], 5);
    }
  });

  it('a variable read after the step, in the same program, has moved', async () => {
    const { kernel, bias } = layer();
    const optimizer = sgd({ learningRate: 1 });
    const step = gl.jit(() => {
      bias.assignAdd(1);
      optimizer.apply([gl.ones([3, 2]), gl.ones([2])], [kernel, bias]);
      const seen = bias.mul(10);
      // As a constraint would.
      kernel.assign(kernel.maximum(0));
      return [seen, kernel.add(0)];
    });
    const [seen, clamped] = step();
    expect(await numbers(seen)).toEqual([5, -5]);
    expect(await numbers(bias)).toEqual([0.5, -0.5]);
    expect(await numbers(clamped)).toEqual([0, 1, 2, 0, 0, 0]);
    expect(await numbers(kernel)).toEqual([0, 1, 2, 0, 0, 0]);
  });

  it('a constraint joins the kernel of a variable that was declared apart', async () => {
    const { kernel, bias } = layer();
    const optimizer = sgd({ learningRate: 1 });
    optimizer.build([kernel, bias], [kernel]);
    const step = gl.jit((x) => {
      optimizer.apply([gl.ones([3, 2]).mul(x), gl.ones([2])], [kernel, bias]);
      kernel.assign(kernel.maximum(0));
    });
    step(1);
    expect(await numbers(kernel)).toEqual([0, 1, 2, 0, 0, 0]);
    expect(await numbers(bias)).toEqual([-0.5, -1.5]);
    // One for each variable, one for the counter.
    expect((await step.print()).match(/^ *map: /gm)).toHaveLength(3);
  });

  it('what was read before a step keeps its value', async () => {
    const { kernel, bias } = layer();
    const optimizer = sgd({ learningRate: 1 });
    const before = bias.add(0);
    optimizer.apply([gl.ones([3, 2]), gl.ones([2])], [kernel, bias]);
    const between = bias.add(0);
    const step = gl.jit(() => optimizer.apply([gl.ones([3, 2]), gl.ones([2])], [kernel, bias]));
    step();
    expect(await numbers(before)).toEqual([0.5, -0.5]);
    expect(await numbers(between)).toEqual([-0.5, -1.5]);
    expect(await numbers(bias)).toEqual([-1.5, -2.5]);
  });
});

describe('norms at the edge', () => {
  it.each(['clipNorm', 'globalClipNorm'])('%s of gradients that are all zero', async (option) => {
    const { kernel, bias } = layer();
    const optimizer = sgd({ [option]: 1 });
    optimizer.apply([gl.zeros([3, 2]), gl.zeros([2])], [kernel, bias]);
    expect(await numbers(kernel)).toEqual([1, 2, 3, -1, -2, -3]);
  });

  it('globalClipNorm does not hide a gradient that is not finite', async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const [a, b] = [gl.variable([1]), gl.variable([1])];
      sgd({ globalClipNorm: 1 }).apply([gl.tensor([bad]), gl.tensor([1])], [a, b]);
      expect([...(await numbers(a)), ...(await numbers(b))]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

it("an optimizer of one's own is a formula", async () => {
  class SignSgd extends gl.optimizers.Optimizer {
    override get slots() {
      return [{ name: 'steps', initial: 10 }];
    }
    update({ params, gradient, slots, learningRate }: gl.optimizers.UpdateStep): gl.optimizers.Update {
      return {
        params: params.sub(gradient.sign().mul(learningRate)),
        slots: { steps: slots.steps.add(1) },
      };
    }
  }
  const optimizer = new SignSgd('signSgd', 0.5, { weightDecay: 1 }, {});
  const w = gl.variable([1, 1, 1]);
  optimizer.apply([gl.tensor([7, -7, 0])], [w]);
  expect(await numbers(w)).toEqual([0, 1, 0.5]);
  expect(optimizer.variables.map(({ name }) => name)).toEqual([
    'iteration',
    'learningRate',
    'variable/steps',
  ]);
  expect(await numbers(optimizer.variables[2])).toEqual([11, 11, 11]);
  optimizer.state?.dispose();
  expect(optimizer.variables).toEqual([]);
  optimizer.apply([gl.tensor([0, 0, 0])], [w]);
  expect(await numbers(w)).toEqual([0, 0.5, 0.25]);
});

describe('the learning rate of a loop', () => {
  it('may be set between steps, and nothing is compiled again', async () => {
    const w = gl.variable([0]);
    const optimizer = sgd({ learningRate: 1 });
    const step = gl.jit((g) => optimizer.apply([g], [w]));
    step([-1]);
    optimizer.learningRate = 0.25;
    await w.data();
    const calls = await countGpuCalls(async () => {
      step([-1]);
      optimizer.learningRate = 0.5;
      step([-1]);
      await w.data();
    });
    expect(await numbers(w)).toEqual([1.75]);
    expect(calls.createShaderModule).toBe(0);
  });

  it('may be a variable', async () => {
    const rate = gl.variable(1);
    const w = gl.variable([0]);
    const optimizer = sgd({ learningRate: rate });
    const step = gl.jit((g) => {
      optimizer.apply([g], [w]);
      rate.assign(rate.mul(0.5));
    });
    for (let k = 0; k < 3; k++) step([-1]);
    expect(await numbers(w)).toEqual([1.75]);
    expect(optimizer.variables).not.toContain(rate);
  });
});

it('a training that goes on from saved variables ends in the same bits', async () => {
  const make = () => {
    const weights = layer();
    const list = [weights.kernel, weights.bias];
    const optimizer = nadam({
      learningRate: gl.optimizers.schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 12 }),
      useEma: true,
      gradientAccumulationSteps: 2,
    });
    const step = gl.jit((x) =>
      optimizer.minimize(() => gl.matmul(x, weights.kernel).add(weights.bias).sin().sum(), list),
    );
    return { list, optimizer, step };
  };
  const x = (k: number): gl.Tensor => gl.tensor([[Math.sin(k), Math.cos(k), 1]]);
  const whole = make();
  for (let k = 0; k < 9; k++) whole.step(x(k));

  const half = make();
  for (let k = 0; k < 5; k++) half.step(x(k));
  const saved = await Promise.all([...half.list, ...half.optimizer.variables].map((one) => one.data()));
  const resumed = make();
  resumed.optimizer.build(resumed.list);
  const targets = [...resumed.list, ...resumed.optimizer.variables];
  expect(resumed.optimizer.variables.map(({ name }) => name)).toEqual([
    'iteration',
    'uProduct',
    'dense/kernel/momentum',
    'dense/bias/momentum',
    'dense/kernel/velocity',
    'dense/bias/velocity',
    'dense/kernel/average',
    'dense/bias/average',
    'dense/kernel/accumulatedGradient',
    'dense/bias/accumulatedGradient',
  ]);
  for (const [k, target] of targets.entries()) target.assign(gl.tensor(saved[k], target.shape));
  for (let k = 5; k < 9; k++) resumed.step(x(k));
  const ends = await Promise.all(
    [whole, resumed].map(({ list, optimizer }) =>
      Promise.all([...list, ...optimizer.variables].map((one) => one.data())),
    ),
  );
  expect(ends[1]).toEqual(ends[0]);
});

describe('what cannot be applied is refused before any work', () => {
  const w = gl.variable([1, 2], { name: 'w' });
  const counter = gl.variable([1, 2], { name: 'counter', dtype: 'int32' });
  const g = gl.tensor([1, 1]);
  it.each<[call: () => unknown, message: string]>([
    [() => sgd().apply([], []), 'optimizer.apply: there are no gradients'],
    [() => sgd().apply([null], [w]), 'optimizer.apply: there are no gradients'],
    [() => sgd().apply([g, g], [w]), 'expected one gradient per variable, got 2 gradients for 1 variables'],
    [() => sgd().apply([gl.tensor([1])], [w]), "the gradient of 'w' must have its shape, [2]; got [1]"],
    [
      () => sgd().apply([gl.tensor([1, 2], [2], 'int32')], [w]),
      "the gradient of 'w' must be float32, got int32",
    ],
    [() => sgd().apply([[1, 1] as never], [w]), "the gradient of 'w' must be a tensor"],
    [() => sgd().apply([g], [counter]), "variable 'counter' holds int32; only float32 can be trained"],
    [() => sgd().apply([g], [g as never]), 'variable 0 must be made by gl.variable'],
    [() => sgd().apply([g], w as never), 'expected a list of variables'],
    [() => sgd().apply([g, g], [w, w]), "variable 'w' is in the list twice"],
    [() => sgd().applyGradients([g as never]), 'expected pairs [gradient, variable]'],
    [() => sgd().applyGradients({ w: g } as never), 'expected pairs [gradient, variable]'],
    [() => sgd().minimize(() => g.sum()), 'the loss depends on no trainable variable'],
    [() => sgd().minimize(() => w.mul(2)), 'expected a float32 scalar to differentiate'],
    [() => sgd().minimize(() => 3 as never), 'the function must return a scalar tensor, got 3'],
    [() => sgd().minimize(w.sum() as never), 'expected a function that computes the loss'],
    [() => sgd().minimize(() => g.sum(), [w]), 'there are no gradients'],
    [() => sgd({ learningRate: counter }), 'learningRate must be a finite number, a float32 scalar variable'],
  ])('%s', (call, message) => {
    expect(call).toThrow(message);
  });

  it('other variables than at first', () => {
    const optimizer = sgd();
    optimizer.apply([g], [w]);
    const other = gl.variable([0, 0], { name: 'other' });
    expect(() => optimizer.apply([g], [other])).toThrow(
      "this optimizer trains 'w', got 'other'. Make an optimizer for each set of variables",
    );
  });
});
