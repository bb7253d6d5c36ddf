import { expect } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import { getLayer } from '../../src/layers/names.ts';
import { fromFlat, generate, type NdArray } from '../reference/array.ts';
import { differences } from '../reference/finite-differences.ts';
import { randomFrom, randomUniform, shuffled } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from './check-op.ts';
import { dataFor } from './keras-model.ts';

export interface LayerCase {
  readonly layer: gl.layers.Layer;
  readonly inputShape: readonly number[];
  /** In inference and, unless told otherwise, in training. */
  readonly reference: (x: NdArray, ...weights: NdArray[]) => NdArray;
  readonly training?: LayerCase['reference'];
  /** The input, where it is not just numbers from -2 to 2. */
  readonly input?: NdArray;
}

export const ROWS = 3;
/** What sums of a few dozen products of float32 may differ by. */
const ROUNDING = { tolerance: 2e-5, floor: 0.1 };

/** Numbers from -2 to 2, so far apart and from 0 that no finite difference meets a kink. */
function apart(shape: readonly number[]): NdArray {
  const size = shape.reduce((product, n) => product * n, 1);
  return generate(shape, (_, i) => Math.fround((4 * (((i * 10007) % size) - size / 2 + 0.25)) / size));
}

const iteration = gl.tensor(new Int32Array([0])).reshape([]);

/** Shape, weights, inference, training, gradients, and what a copy made of the config computes. */
export async function checkLayer(
  name: string,
  { layer, inputShape, reference, training, input }: LayerCase,
): Promise<void> {
  const seed = testSeed();
  const random = randomFrom(seed);
  const label = `${name}, seed ${seed}`;
  const model = gl.sequential([layer]);
  const x = input ?? apart([ROWS, ...inputShape]);
  // The first use of a model without an inputShape builds it.
  await model.predict(dataFor(x));
  const weights = layer.weights.map(({ shape }) => randomUniform(random, shape, 0.2, 0.9));
  await model.setWeights(weights.map(dataFor));

  const inferred = reference(x, ...weights);
  expect(layer.outputShape).toEqual(inferred.shape.slice(1));
  expect(model.countParams()).toBe(weights.reduce((sum, { data }) => sum + data.length, 0));
  expectClose(await fromTensor(await model.predict(dataFor(x))), inferred, { ...ROUNDING, label });

  const train = training ?? reference;
  const expected = train(x, ...weights);
  const factors = randomUniform(random, expected.shape);
  const batch = toTensor(x);
  const trained = layer.weights.filter((weight) => weight.trainable).map(({ value }) => value.eagerValue());
  const output = layer.call(batch, { training: true, iteration });
  const slopes = gradients(name, output.mul(toTensor(factors)).sum(), [batch, ...trained]);
  expectClose(await fromTensor(output), expected, { ...ROUNDING, label: `${label}, training` });

  const scalar = (...args: NdArray[]): number =>
    train(args[0], ...args.slice(1)).data.reduce((sum, y, i) => sum + y * factors.data[i], 0);
  for (const [k, slope] of slopes.entries()) {
    if (k === 0 && input) continue;
    if (!slope) throw new Error(`${label}: no gradient for ${k === 0 ? 'x' : layer.weights[k - 1].name}`);
    const all = await fromTensor(slope);
    const indices = shuffled(random, all.data.length).slice(0, 12);
    const wanted = differences(scalar, [x, ...weights], k, { indices });
    const vector = (values: number[]): NdArray => fromFlat(values, [values.length]);
    expectClose(
      vector(wanted.map(({ index }) => all.data[index])),
      vector(wanted.map((difference) => difference.slope)),
      { tolerance: 1e-4, floor: 0.1, label: `${label}, gradient ${k}` },
    );
  }
  model.dispose();

  const { kind, config } = layer;
  const copy = getLayer('test', JSON.parse(JSON.stringify({ kind, config })));
  const copied = gl.sequential([copy]);
  await copied.predict(dataFor(x));
  await copied.setWeights(weights.map(dataFor));
  expect(copy.config).toEqual(config);
  expectClose(await fromTensor(await copied.predict(dataFor(x))), inferred, { ...ROUNDING, label });
  expectClose(await fromTensor(copy.call(batch, { training: true, iteration })), expected, {
    ...ROUNDING,
    label: `${label}, a copy in training`,
  });
  copied.dispose();
}
