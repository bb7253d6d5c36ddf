import { test } from 'vitest';
import type { NdArray } from '../reference/array.ts';
import { type Layer, trainReference, weightShapes } from '../reference/keras.ts';
import { randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { compileModel, dataFor } from '../support/keras-model.ts';

test('a small CNN: every weight after every step of SGD', async () => {
  const seed = testSeed();
  const random = randomFrom(seed);
  const layers: Layer[] = [
    { type: 'conv2d', filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' },
    { type: 'maxPooling2d' },
    { type: 'flatten' },
    { type: 'dense', units: 3, activation: 'softmax' },
  ];
  const options = {
    layers,
    weights: weightShapes(layers, [6, 6, 2]).map((shape) => randomUniform(random, shape, -0.4, 0.4)),
    x: randomUniform(random, [8, 6, 6, 2]),
    y: randomIntegers(random, [8], 0, 3),
    loss: 'sparseCategoricalCrossentropy' as const,
    optimizer: { name: 'sgd', learningRate: 0.1 } as const,
    batchSize: 8,
    epochs: 4,
  };
  const model = await compileModel(options);
  for (const [step, expected] of trainReference(options).steps.entries()) {
    await model.fit(dataFor(options.x), dataFor(options.y), { batchSize: 8, shuffle: false });
    const weights: NdArray[] = await Promise.all(model.getWeights().map(fromTensor));
    for (const [k, weight] of weights.entries()) {
      const label = `seed ${seed}, step ${step + 1}, weight ${k}`;
      expectClose(weight, expected[k], { tolerance: 1e-4, floor: 0.1, label });
    }
  }
  model.dispose();
});
