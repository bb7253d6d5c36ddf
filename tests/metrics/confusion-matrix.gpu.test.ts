import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { randomFrom, randomIntegers } from '../reference/random.ts';
import { testSeed } from '../support/check-op.ts';

function counted(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  n: number,
  weight: (i: number) => number,
) {
  const matrix = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (let i = 0; i < labels.length; i++) matrix[labels[i]][predictions[i]] += weight(i);
  return matrix;
}

describe('confusion matrix', () => {
  it.each([
    [3, 10],
    [10, 1000],
  ])('%i classes, %i labels', async (numClasses, rows) => {
    // biome-ignore format: short
    const seed = testSeed();
    const random = randomFrom(seed);
    const [labels, predictions] = [0, 1].map(() =>
      Int32Array.from(randomIntegers(random, [rows], 0, numClasses).data),
    );
    const matrix = gl.metrics.confusionMatrix(labels, predictions, { numClasses });
    expect(matrix.dtype).toBe('int32');
    expect(await matrix.array(), `seed ${seed}`).toEqual(counted(labels, predictions, numClasses, () => 1));
    const weights = Float32Array.from({ length: rows }, (_, i) => (i % 5) / 4);
    const weighted = gl.metrics.confusionMatrix(labels, predictions, { numClasses, weights });
    const expected = counted(labels, predictions, numClasses, (i) => weights[i]);
    expect(await weighted.array(), `seed ${seed}, weighted`).toEqual(expected);
  });

  it('takes argMax of probabilities, in any shape; what is no class counts nowhere', async () => {
    const scores = gl.tensor([[[0.1, 0.9], [0.8, 0.2]], [[0.4, 0.6], [0.5, 0.5]]]); // biome-ignore format: rows
    const labels = gl.tensor(Int32Array.of(1, 1, 7, 0), [2, 2]);
    const matrix = gl.metrics.confusionMatrix(labels, scores.argMax(-1), { numClasses: 2 });
    expect(await matrix.array()).toEqual([[1, 0], [1, 1]]); // biome-ignore format: rows
  });

  it('refuses labels and predictions of different sizes', () => {
    expect(() =>
      gl.metrics.confusionMatrix(
        [0, 1],
        [
          [0, 1],
          [1, 0],
        ],
        { numClasses: 2 },
      ),
    ).toThrow(
      // biome-ignore format: short
      'got shapes [2], [2, 2]. Use argMax(-1) on probabilities.',
    );
  });
});

describe('meanIoU agrees with Keras', () => {
  it('of class numbers, over batches, with weights', async () => {
    // The example of Keras's page: 1/3 for both classes.
    const plain = gl.metrics.accumulate(gl.metrics.meanIoU({ numClasses: 2 }));
    plain.updateState([0, 0], [0, 1]);
    plain.updateState([1, 1], [0, 1]);
    expect(await plain.result()).toBeCloseTo(1 / 3, 6);
    const weighted = gl.metrics.accumulate(gl.metrics.meanIoU({ numClasses: 2 }));
    weighted.updateState([0, 0, 1, 1], [0, 1, 0, 1], [0.3, 0.3, 0.3, 0.1]);
    expect(await weighted.result()).toBeCloseTo((0.3 / 0.9 + 0.1 / 0.7) / 2, 6);
  });

  it('of one-hot rows and probabilities; a class that does not occur does not count', async () => {
    const metric = gl.metrics.meanIoU({ numClasses: 3, sparseYTrue: false, sparseYPred: false });
    const accumulator = gl.metrics.accumulate(metric);
    accumulator.updateState([[1, 0, 0], [0, 1, 0], [0, 1, 0]], [[0.9, 0.1, 0], [0.6, 0.4, 0], [0.1, 0.8, 0.1]]); // biome-ignore format: rows
    expect(await accumulator.result()).toBeCloseTo((1 / 2 + 1 / 2) / 2, 6);
  });
});
