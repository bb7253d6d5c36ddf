import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { type ActivationName, forward, type Layer, weightShapes } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { buildModel, dataFor } from '../support/keras-model.ts';

const activations: readonly ActivationName[] = ['linear', 'relu', 'sigmoid', 'tanh', 'softplus', 'softmax'];

const cases: [text: string, layers: Layer[], inputShape: number[]][] = [
  ...activations.map((activation): [string, Layer[], number[]] => [
    `dense with ${activation}`,
    [{ type: 'dense', units: 7, activation }],
    [9],
  ]),
  ['dense without a bias', [{ type: 'dense', units: 5, useBias: false }], [3]],
  ['dense over the last axis of sequences', [{ type: 'dense', units: 4, activation: 'relu' }], [3, 6]],
  ['flatten and dense', [{ type: 'flatten' }, { type: 'dense', units: 4 }], [3, 5]],
  [
    'activation as a layer',
    [
      { type: 'dense', units: 4 },
      { type: 'activation', activation: 'tanh' },
    ],
    [6],
  ],
  [
    'three layers',
    [
      { type: 'dense', units: 33, activation: 'relu' },
      { type: 'dense', units: 17, activation: 'tanh' },
      { type: 'dense', units: 10, activation: 'softmax' },
    ],
    [20],
  ],
];

describe('layers compute what those of Keras compute', () => {
  it.each(cases)('%s', async (_, layers, inputShape) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const x = randomUniform(random, [37, ...inputShape], -2, 2);
    const weights = weightShapes(layers, inputShape).map((shape) => randomUniform(random, shape));
    const model = await buildModel(layers, inputShape, weights);
    const output = await model.predict(dataFor(x));
    expectClose(await fromTensor(output), forward(layers, weights, x).output, {
      tolerance: 2e-5,
      floor: 1,
      label: `seed ${seed}`,
    });
    model.dispose();
  });

  it('getWeights and setWeights keep the order kernel, bias, layer by layer', async () => {
    const layers: Layer[] = [
      { type: 'dense', units: 3 },
      { type: 'dense', units: 2, useBias: false },
      { type: 'dense', units: 1 },
    ];
    const random = randomFrom(testSeed());
    const weights = weightShapes(layers, [4]).map((shape) => randomUniform(random, shape));
    const model = await buildModel(layers, [4], weights);
    const back = await Promise.all(model.getWeights().map((weight) => fromTensor(weight)));
    expect(back).toEqual(weights);
    expect(model.countParams()).toBe(4 * 3 + 3 + 3 * 2 + 2 + 1);
    model.dispose();
  });
});

describe('dropout', () => {
  const rate = 0.3;
  const run = async (training: boolean, iteration: number) => {
    const layer = gl.layers.dropout({ rate, seed: 5 });
    const counter = gl.tensor(new Int32Array([iteration])).reshape([]);
    return Array.from(await layer.call(gl.full([100, 100], 2), { training, iteration: counter }).data());
  };

  it('passes everything on outside of training', async () => {
    expect(new Set(await run(false, 0))).toEqual(new Set([2]));
  });

  it('drops its share and scales the rest', async () => {
    const values = await run(true, 0);
    const dropped = values.filter((x) => x === 0).length / values.length;
    expect(Math.abs(dropped - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / values.length));
    for (const x of values.filter((value) => value !== 0)) expect(x).toBeCloseTo(2 / (1 - rate), 5);
  });

  it('drops others in the next step, the same in the same step', async () => {
    const [first, again, next] = [await run(true, 1), await run(true, 1), await run(true, 2)];
    expect(again).toEqual(first);
    expect(next).not.toEqual(first);
  });
});
