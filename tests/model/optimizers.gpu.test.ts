import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { type Layer, type OptimizerConfig, trainReference, weightShapes } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';
import { compileModel, dataFor } from '../support/keras-model.ts';

const layers: readonly Layer[] = [
  { type: 'dense', units: 5, activation: 'tanh' },
  { type: 'dense', units: 2 },
];

const configs: readonly OptimizerConfig[] = [
  { name: 'adamW', learningRate: 0.02, weightDecay: 0.1, clipNorm: 0.2 },
  { name: 'adadelta', learningRate: 1 },
  { name: 'adagrad', learningRate: 0.1, globalClipNorm: 0.3 },
  { name: 'adamax', learningRate: 0.02, clipValue: 0.1 },
  { name: 'nadam', learningRate: 0.02, gradientAccumulationSteps: 2 },
  { name: 'ftrl', learningRate: 0.1 },
  { name: 'adam', learningRate: 0.02, amsgrad: true, useEma: true, emaMomentum: 0.8 },
  { name: 'sgd', learningRate: 0.1, momentum: 0.9, useEma: true, emaMomentum: 0.8, emaOverwriteFrequency: 3 },
  {
    name: 'rmsprop',
    learningRate: {
      name: 'cosineDecay',
      config: { initialLearningRate: 0.001, warmupTarget: 0.02, warmupSteps: 4, decaySteps: 8 },
    },
  },
];

describe('fit trains as Keras does', () => {
  it.each(configs.map((config) => ({ config, text: JSON.stringify(config) })))(
    '$text',
    async ({ config }) => {
      const seed = testSeed();
      const random = randomFrom(seed);
      const options = {
        layers,
        loss: 'meanSquaredError',
        optimizer: config,
        x: randomUniform(random, [21, 3]),
        y: randomUniform(random, [21, 2]),
        weights: weightShapes(layers, [3]).map((shape) => randomUniform(random, shape)),
        batchSize: 8,
        epochs: 4,
      } as const;
      const expected = trainReference(options);
      const model = await compileModel(options);
      const { batchSize, epochs } = options;
      await model.fit(dataFor(options.x), dataFor(options.y), { batchSize, epochs, shuffle: false });
      for (const [k, weight] of model.getWeights().entries()) {
        const label = `weight ${k}, seed ${seed}`;
        expectClose(await fromTensor(weight), expected.weights[k], { tolerance: 2e-4, floor: 0.1, label });
      }
      const moves = 12 / (config.gradientAccumulationSteps ?? 1);
      expect((await model.optimizer.iterations?.data())?.[0]).toBe(moves);
    },
  );
});

it('a schedule costs no write to the GPU', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  const { exponentialDecay } = gl.optimizers.schedules;
  const learningRate = exponentialDecay({ initialLearningRate: 0.5, decaySteps: 1, decayRate: 0.5 });
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate, clipValue: 1 }), loss: 'mae' });
  await model.setWeights([[[0]], [0]]);
  const train = (epochs: number) => countGpuCalls(() => model.fit([[1]], [[9]], { epochs }));
  await train(1);
  const [short, long] = [await train(10), await train(40)];
  expect(long.writeBuffer).toBe(short.writeBuffer);
  // Half, a quarter, an eighth ... add up to 1 for the weight and for the bias.
  expect((await (await model.predict([[1]])).data())[0]).toBeCloseTo(2, 5);
});

it('weights named in excludeFromWeightDecay stay as large as they are', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  const optimizer = gl.optimizers.sgd({
    learningRate: 0.5,
    weightDecay: 1,
    excludeFromWeightDecay: ['bias'],
    clipValue: 1e-9,
  });
  model.compile({ optimizer, loss: 'mse' });
  await model.setWeights([[[8]], [8]]);
  await model.fit([[1]], [[1]], { epochs: 3 });
  const [kernel, bias] = await Promise.all(model.getWeights().map((weight) => weight.data()));
  expect([kernel[0], bias[0]]).toEqual([1, 8]);
});

it("the weights of a model that is trained in a loop of one's own go on where fit stopped", async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  const optimizer = gl.optimizers.sgd({ learningRate: 0.1, momentum: 0.5 });
  model.compile({ optimizer, loss: 'mse' });
  await model.setWeights([[[1]], [0]]);
  await model.fit([[1]], [[3]]);
  const variables = model.layers[0].weights.map(({ value }) => value);
  const [kernel, bias] = variables;
  const step = gl.jit((x, y) =>
    optimizer.minimize(() => gl.matmul(x, kernel).add(bias).sub(y).square().mean(), variables),
  );
  const loss = step([[1]], [[3]]);
  // fit: error 2, gradient -4, velocity 0.4; then error 1.2, velocity 0.5 * 0.4 + 0.1 * 2.4.
  expect((await loss.data())[0]).toBeCloseTo(1.44, 5);
  const [w] = await kernel.data();
  expect(w).toBeCloseTo(1 + 0.4 + 0.44, 5);
  expect((await (await model.predict([[1]])).data())[0]).toBeCloseTo(2 * 0.84 + 1, 5);
  optimizer.learningRate = 0;
  // Error 0.32, velocity 0.5 * 0.44.
  expect((await step([[1]], [[3]]).data())[0]).toBeCloseTo(0.1024, 5);
  expect((await kernel.data())[0]).toBeCloseTo(1.84 + 0.22, 5);
  optimizer.learningRate = 0.05;
  // Error -0.12, velocity 0.5 * 0.22 - 0.05 * 0.24.
  await model.fit([[1]], [[3]]);
  expect((await kernel.data())[0]).toBeCloseTo(2.06 + 0.11 - 0.012, 5);
});
