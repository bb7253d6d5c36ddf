/** A tour of the whole product: what a user can do, from a number to a trained network. */
import { describe, expect, test } from 'vitest';
import * as gl from '../src/index.ts';

describe('tensors', () => {
  test('are computed when somebody asks for their values', async () => {
    const a = gl.tensor([
      [1, 2],
      [3, 4],
    ]);
    const sum = a.matmul(a).add(1).sum(1);
    expect(sum.shape).toEqual([2]);
    expect(await sum.array()).toEqual([19, 39]);
    expect(await gl.where(a.greater(2), a, 0).array()).toEqual([
      [0, 0],
      [3, 4],
    ]);
    expect(await gl.softmax([0, 0]).data()).toEqual(Float32Array.of(0.5, 0.5));
  });

  test('live in variables that can be assigned', async () => {
    const w = gl.variable(5);
    const before = w.mul(2);
    w.assignSub(1);
    expect(await w.array()).toBe(4);
    expect(await before.array()).toBe(10);
  });

  test('refuse what cannot work, with a remedy', () => {
    expect(() => gl.add([1, 2], [1, 2, 3])).toThrow('add: shapes [2] and [3] do not broadcast');
  });
});

describe('gradients', () => {
  test('nest, since they are made of the same operations', async () => {
    const cube = (x: gl.Tensor) => x.mul(x).mul(x);
    const x = gl.variable(2);
    const [value, [slope]] = gl.valueAndGrad(() => cube(x), [x]);
    expect(await value.array()).toBe(8);
    expect(await slope.array()).toBe(12);
  });
});

describe('a training loop by hand', () => {
  const x = Float32Array.from({ length: 64 }, (_, i) => i / 32 - 1);
  const y = x.map((value) => 3 * value + 2);

  test('is compiled once and replayed', async () => {
    const W = gl.variable(5);
    const b = gl.variable(0);
    const step = gl.jit((inputs: gl.Tensor, labels: gl.Tensor) => {
      const [loss, [dW, db]] = gl.valueAndGrad(
        () => gl.mean(gl.square(W.mul(inputs).add(b).sub(labels))),
        [W, b],
      );
      W.assignSub(dW.mul(0.1));
      b.assignSub(db.mul(0.1));
      return loss;
    });
    const [inputs, labels] = [gl.tensor(x), gl.tensor(y)];
    for (let k = 0; k < 200; k++) step(inputs, labels);
    expect(await W.array()).toBeCloseTo(3, 2);
    expect(await b.array()).toBeCloseTo(2, 3);
  });
});

describe('a model', () => {
  // Two interleaved half circles: no straight line separates them.
  const angle = (i: number): number => (Math.PI * (i >> 1)) / 49;
  const points = Array.from({ length: 100 }, (_, i) =>
    i % 2 ? [1 - Math.cos(angle(i)), 0.5 - Math.sin(angle(i))] : [Math.cos(angle(i)), Math.sin(angle(i))],
  );
  const classes = points.map((_, i) => i % 2);

  async function moons(): Promise<gl.Sequential> {
    await gl.init({ seed: 7 });
    const model = gl.sequential([
      gl.layers.dense({ units: 16, activation: 'tanh', inputShape: [2] }),
      gl.layers.dense({ units: 2, activation: 'softmax' }),
    ]);
    model.compile({
      optimizer: gl.optimizers.adam({ learningRate: 0.05 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return model;
  }

  test('learns, evaluates and predicts', async () => {
    const model = await moons();
    const { history } = await model.fit(points, classes, { epochs: 60, batchSize: 25 });
    expect(history.loss[59]).toBeLessThan(history.loss[0]);
    expect(history.accuracy[59]).toBeGreaterThan(0.97);

    const { loss, accuracy } = await model.evaluate(points, classes);
    expect(loss).toBeLessThan(0.1);
    expect(accuracy).toBeGreaterThan(0.97);

    const probabilities = await model.predict(points.slice(0, 3));
    expect(probabilities.shape).toEqual([3, 2]);
    expect(await probabilities.argMax().array()).toEqual([0, 1, 0]);
  });

  test('tells how it goes, and stops when told', async () => {
    const model = await moons();
    const losses: number[] = [];
    const { epoch } = await model.fit(points, classes, {
      epochs: 1000,
      validationSplit: 0.2,
      callbacks: [
        {
          onEpochEnd(_, logs) {
            losses.push(logs.valLoss);
            model.stopTraining = losses.length === 3;
          },
        },
      ],
    });
    expect(epoch).toEqual([0, 1, 2]);
    expect(losses).toHaveLength(3);
  });

  test('hands its weights to another', async () => {
    const [a, b] = [await moons(), await moons()];
    await a.fit(points, classes);
    await b.setWeights(a.getWeights());
    expect(await (await b.predict(points)).data()).toEqual(await (await a.predict(points)).data());
    expect(a.countParams()).toBe(2 * 16 + 16 + 16 * 2 + 2);
  });

  test('says what is wrong before any work on the GPU', async () => {
    const model = await moons();
    await expect(model.fit(points, [...classes.slice(1), 2])).rejects.toThrow('y holds 2 at row 99');
  });
});
