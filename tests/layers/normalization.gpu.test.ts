import { describe, expect, it, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { array, type NdArray } from '../reference/array.ts';
import * as ops from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { dataFor } from '../support/keras-model.ts';

const { normalization } = gl.layers;

/** Far from 0, where float32 sums would lose the variance. */
const x = ops.add(randomUniform(randomFrom(testSeed()), [50, 2, 3]), 1000);

describe('normalization: adapt takes mean and variance from data', () => {
  test.each<[axis: number | number[] | null, over: number[]]>([
    [-1, [0, 1]],
    [1, [0, 2]],
    [[1, 2], [0]],
    [null, [0, 1, 2]],
  ])('axis %j', async (axis, over) => {
    const layer = normalization({ axis });
    await layer.adapt(dataFor(x));
    const stored = ops.cast(x, 'float32');
    const [mean, variance] = [ops.mean(stored, over), ops.variance(stored, over)];
    const found = await Promise.all(layer.weights.map(({ value }) => fromTensor(value)));
    expect(layer.weights.map(({ name, trainable }) => [name, trainable])).toEqual([
      ['mean', false],
      ['variance', false],
      ['count', false],
    ]);
    expectClose(found[0], mean, { tolerance: 1e-7 });
    expectClose(found[1], variance, { tolerance: 1e-6 });
    const kept = stored.shape.map((n, d) => (over.includes(d) ? 1 : n));
    const expected = ops.div(ops.sub(stored, ops.reshape(mean, kept)), ops.sqrt(ops.reshape(variance, kept)));
    expectClose(await fromTensor(layer.apply(toTensor(x))), expected, { tolerance: 1e-3, floor: 1 });
  });

  it('takes nested arrays and tensors, again for other data, and in a model', async () => {
    const layer = normalization({ inputShape: [2] });
    const model = gl.sequential([
      layer,
      gl.layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' }),
    ]);
    const data: [number, number][] = [[1, 10], [3, 30]]; // biome-ignore format: short
    const predict = async (): Promise<NdArray> => fromTensor(await model.predict(data));
    await layer.adapt(data);
    expectClose(await predict(), array([[-2], [2]]), { tolerance: 1e-6 });
    await layer.adapt(gl.tensor([[0, 0], [2, 20]])); // biome-ignore format: short
    expectClose(await predict(), array([[0], [4]]), { tolerance: 1e-6 });
    model.dispose();
  });

  test.each<[data: unknown, message: string]>([
    [[[1, Number.NaN]], 'layers.normalization.adapt: data holds NaN at row 0'],
    [[], 'layers.normalization.adapt: data of shape [0] is empty.'],
    [3, 'layers.normalization.adapt: data must be nested arrays'],
    [[[1, 2, 3]], "layers.normalization 'normalization': it has inputShape [2], but its input has [3]."],
  ])('refused: %j', async (data, message) => {
    await expect(normalization({ inputShape: [2] }).adapt(data as number[][])).rejects.toThrow(message);
  });

  it('refuses to adapt what was given', async () => {
    const layer = normalization({ mean: 1, variance: 2 });
    await expect(layer.adapt([[1]])).rejects.toThrow(
      'layers.normalization.adapt: the layer was made with mean and variance.',
    );
  });
});
