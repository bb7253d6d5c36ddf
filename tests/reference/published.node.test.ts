import { describe, expect, it } from 'vitest';
import { array } from './array.ts';
import { createOptimizer, distributionOf, loss, lossValues, metric } from './keras.ts';

const values = (a: { data: Float64Array }) => Array.from(a.data);
function close(actual: number[], expected: number[], digits = 3): void {
  for (const [i, e] of expected.entries()) {
    expect(actual[i]).toBeCloseTo(e, digits);
  }
}

// The figures are those of the docstrings in keras/src/losses/losses.py, metrics/ and optimizers/.
describe('values printed in the documentation of Keras', () => {
  it('binaryCrossentropy', () => {
    const [yTrue, yPred] = [
      array([
        [0, 1],
        [0, 0],
      ]),
      array([
        [0.6, 0.4],
        [0.4, 0.6],
      ]),
    ];
    close(values(lossValues('binaryCrossentropy', yTrue, yPred)), [0.916, 0.714]);
    close([loss('binaryCrossentropy', yTrue, yPred)], [0.815]);
    close([loss('binaryCrossentropy', yTrue, yPred, { sampleWeight: [0.8, 0.2] })], [0.438]);
  });

  it('binaryCrossentropy of scores', () => {
    const scores = array([-18.6, 0.51, 2.94, -12.8].map((z) => [z]));
    const yTrue = array([[0], [1], [0], [0]]);
    close([loss('binaryCrossentropy', yTrue, scores, { fromLogits: true })], [0.865]);
  });

  it('categoricalCrossentropy', () => {
    const yPred = array([
      [0.05, 0.95, 0],
      [0.1, 0.8, 0.1],
    ]);
    const yTrue = array([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    close(values(lossValues('categoricalCrossentropy', yTrue, yPred)), [0.0513, 2.3026]);
    close([loss('categoricalCrossentropy', yTrue, yPred)], [1.177]);
    close([loss('categoricalCrossentropy', yTrue, yPred, { sampleWeight: [0.3, 0.7] })], [0.814]);
  });

  it('sparseCategoricalCrossentropy, labels as a row or as a column', () => {
    const yPred = array([
      [0.05, 0.95, 0],
      [0.1, 0.8, 0.1],
    ]);
    close(values(lossValues('sparseCategoricalCrossentropy', array([1, 2]), yPred)), [0.0513, 2.3026]);
    close(values(lossValues('sparseCategoricalCrossentropy', array([[1], [2]]), yPred)), [0.0513, 2.3026]);
  });

  it('accuracies', () => {
    close([metric('binaryAccuracy', array([[1], [1], [0], [0]]), array([[0.98], [1], [0], [0.6]]))], [0.75]);
    const yPred = array([
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ]);
    const oneHot = array([
      [0, 0, 1],
      [0, 1, 0],
    ]);
    close([metric('categoricalAccuracy', oneHot, yPred)], [0.5]);
    close([metric('sparseCategoricalAccuracy', array([2, 1]), yPred)], [0.5]);
    close([metric('categoricalAccuracy', oneHot, yPred, { sampleWeight: [0.7, 0.3] })], [0.3]);
  });

  it('rootMeanSquaredError', () => {
    const [yTrue, yPred] = [
      array([
        [0, 1],
        [0, 0],
      ]),
      array([
        [1, 1],
        [0, 0],
      ]),
    ];
    close([metric('rootMeanSquaredError', yTrue, yPred)], [0.5]);
    close([metric('rootMeanSquaredError', yTrue, yPred, { sampleWeight: [1, 0] })], [Math.SQRT1_2]);
  });

  it('RMSprop takes 10.0 to 9.683772 when the gradient is 10 and the rate 0.1', () => {
    const weight = new Float64Array([10]);
    createOptimizer({ name: 'rmsprop', learningRate: 0.1 })([weight], [weight.slice()]);
    close([...weight], [9.683772], 6);
  });

  it('the limits of glorot, he and lecun', () => {
    close([distributionOf('glorotUniform', [784, 300]).limit], [Math.sqrt(6 / 1084)], 12);
    close([distributionOf('heUniform', [784, 300]).limit], [Math.sqrt(6 / 784)], 12);
    close([distributionOf('lecunUniform', [3, 3, 8, 16]).limit], [Math.sqrt(3 / 72)], 12);
    close([distributionOf('heNormal', [100, 5]).stddev], [Math.sqrt(2 / 100)], 12);
    close([distributionOf('glorotNormal', [6, 2]).limit], [(2 * Math.sqrt(1 / 4)) / 0.8796256610342398], 12);
  });
});
