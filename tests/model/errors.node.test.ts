import '../../src/methods.ts';
import { describe, expect, test } from 'vitest';
import { dense, dropout, flatten } from '../../src/layers/index.ts';
import { binaryCrossentropy, meanSquaredError } from '../../src/losses/index.ts';
import { type FitOptions, type Sequential, sequential } from '../../src/model/index.ts';
import { sgd } from '../../src/optimizers/index.ts';

// No GPU exists here: each error must come before anybody asks for one.

const regression = (): Sequential => {
  const model = sequential([dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
};
const classifier = (loss = 'sparseCategoricalCrossentropy'): Sequential => {
  const model = sequential([dense({ units: 3, activation: 'softmax', inputShape: [2] })]);
  model.compile({ optimizer: 'sgd', loss });
  return model;
};
const x = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const y = [1, 2, 3];

const message = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
};

describe('names', () => {
  test('of optimizers', async () => {
    expect(
      await message(() => regression().compile({ optimizer: 'adm', loss: 'mse' })),
    ).toMatchInlineSnapshot(
      `"ArgumentError: model.compile: unknown optimizer 'adm'. Did you mean 'adam'? Known: sgd, rmsprop, adam, adamW, adadelta, adagrad, adamax, nadam, ftrl, lion."`,
    );
  });
  test('of losses', async () => {
    expect(await message(() => regression().compile({ loss: 'mean_squared_eror' }))).toMatchInlineSnapshot(
      `"ArgumentError: model.compile: unknown loss 'mean_squared_eror'. Did you mean 'meanSquaredError'? Known: meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, meanSquaredLogarithmicError, huber, logCosh, binaryCrossentropy, binaryFocalCrossentropy, categoricalCrossentropy, categoricalFocalCrossentropy, sparseCategoricalCrossentropy, klDivergence, poisson, hinge, squaredHinge, categoricalHinge, cosineSimilarity, mse, mae, mape, msle, bce, kld, kullbackLeiblerDivergence, cosineProximity."`,
    );
  });
  test('of metrics', async () => {
    expect(
      await message(() => regression().compile({ loss: 'mse', metrics: ['acuracy'] })),
    ).toMatchInlineSnapshot(
      `"ArgumentError: model.compile: unknown metric 'acuracy'. Did you mean 'accuracy'? Known: accuracy, crossentropy, binaryAccuracy, categoricalAccuracy, sparseCategoricalAccuracy, topKCategoricalAccuracy, sparseTopKCategoricalAccuracy, precision, recall, auc, f1Score, fBetaScore, truePositives, falsePositives, trueNegatives, falseNegatives, rootMeanSquaredError, r2Score, meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, meanSquaredLogarithmicError, huber, logCosh, binaryCrossentropy, binaryFocalCrossentropy, categoricalCrossentropy, categoricalFocalCrossentropy, sparseCategoricalCrossentropy, klDivergence, poisson, hinge, squaredHinge, categoricalHinge, cosineSimilarity, mse, mae, mape, msle, bce, kld, kullbackLeiblerDivergence, cosineProximity, logCoshError, acc, ce, rmse."`,
    );
  });
  test('of activations', async () => {
    expect(await message(() => dense({ units: 1, activation: 'rleu' }))).toMatchInlineSnapshot(
      `"ArgumentError: layers.dense: unknown activation 'rleu'. Did you mean 'relu'? Known: linear, relu, relu6, leakyRelu, elu, selu, gelu, silu, swish, mish, sigmoid, logSigmoid, hardSigmoid, hardSilu, hardSwish, tanh, softplus, softsign, softmax, logSoftmax, exponential."`,
    );
  });
  test('of initializers, found when the model is built', async () => {
    const model = sequential([dense({ units: 1, inputShape: [1], kernelInitializer: 'glorot' })]);
    expect(await message(() => model.countParams())).toMatchInlineSnapshot(
      `"ArgumentError: layers.dense: unknown initializer 'glorot'. Known: zeros, ones, constant, identity, orthogonal, randomUniform, randomNormal, truncatedNormal, varianceScaling, glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, zero, one, normal, uniform."`,
    );
  });
  test('of options of fit', async () => {
    const options = { batch_size: 4 } as FitOptions;
    expect(await message(() => regression().fit(x, y, options))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: unknown option 'batch_size'. Did you mean 'batchSize'? Known: batchSize, epochs, shuffle, validationData, validationSplit, validationSteps, validationBatchSize, stepsPerEpoch, sampleWeight, classWeight, initialEpoch, verbose, callbacks, signal, onNonFinite."`,
    );
    const near = (of: object): Promise<string> => message(() => regression().fit(x, y, of as FitOptions));
    expect(await near({ epoch: 3 })).toContain("unknown option 'epoch'. Did you mean 'epochs'?");
    expect(await message(() => regression().testOnBatch(x, y, { weights: [1] } as never))).toContain(
      "model.testOnBatch: unknown option 'weights'. Known: sampleWeight, classWeight.",
    );
  });
});

describe('state', () => {
  test('fit, evaluate before compile', async () => {
    const model = sequential([dense({ units: 1, inputShape: [2] })]);
    expect(await message(() => model.fit(x, y))).toMatchInlineSnapshot(
      `"StateError: model.fit: the model is not compiled. Call model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' }) first."`,
    );
    expect(await message(() => model.evaluate(x, y))).toContain('model.evaluate: the model is not compiled');
  });
  test('compile without a loss', async () => {
    const options = { optimizer: 'sgd' } as unknown as Parameters<Sequential['compile']>[0];
    expect(await message(() => regression().compile(options))).toMatchInlineSnapshot(
      `"ArgumentError: model.compile: loss is missing. For example: loss: 'meanSquaredError'."`,
    );
  });
  test('use after dispose', async () => {
    const model = regression();
    model.dispose();
    expect(await message(() => model.fit(x, y))).toMatchInlineSnapshot(
      `"StateError: model.fit: the model was disposed. Make a new one with gl.sequential or gl.model."`,
    );
    expect(await message(() => model.getWeights())).toContain('model.getWeights: the model was disposed');
  });
  test('no inputShape where nothing else tells the shape', async () => {
    const model = sequential([dense({ units: 1 })]);
    expect(await message(() => model.summary())).toMatchInlineSnapshot(
      `"StateError: model.summary: the shape of the input is unknown: the first layer, 'dense', has no inputShape. Give it one, for example inputShape: [4] for four numbers per example, or call fit first."`,
    );
    expect(await message(() => model.getWeights())).toContain('has no inputShape');
  });
  test('no layers', async () => {
    expect(await message(() => sequential().summary())).toMatchInlineSnapshot(
      `"StateError: model.summary: the model has no layers. Pass them to gl.sequential([...]) or add() them."`,
    );
  });
  test('a layer twice in a model', async () => {
    const layer = dense({ units: 2, inputShape: [2] });
    expect(await message(() => sequential([layer, layer]))).toMatchInlineSnapshot(
      `"ArgumentError: sequential: layer 'dense' is in the model already. Make another one, or use gl.model to share it."`,
    );
  });
  test('something that is no layer', async () => {
    expect(await message(() => sequential([sgd() as never]))).toContain('expected a layer');
  });
});

describe('numbers', () => {
  test('batch size and epochs', async () => {
    expect(await message(() => regression().fit(x, y, { batchSize: 0 }))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: batchSize must be a positive integer, got 0."`,
    );
    expect(await message(() => regression().fit(x, y, { epochs: -1 }))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: epochs must be a positive integer, got -1."`,
    );
    expect(await message(() => regression().fit(x, y, { epochs: 1.5 }))).toContain(
      'epochs must be a positive integer',
    );
    expect(await message(() => regression().predict(x, { batchSize: 0 }))).toContain(
      'batchSize must be a positive',
    );
  });
  test('initialEpoch', async () => {
    expect(await message(() => regression().fit(x, y, { epochs: 2, initialEpoch: 3 }))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: initialEpoch must be an integer from 0 to epochs (2), got 3."`,
    );
  });
  test('validationSplit', async () => {
    expect(await message(() => regression().fit(x, y, { validationSplit: 1 }))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: validationSplit must be a number between 0 and 1, got 1."`,
    );
    expect(await message(() => regression().fit(x, y, { validationSplit: 0.9 }))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: validationSplit 0.9 of 3 rows leaves 0 rows to train on and 3 to validate on. Both need at least one."`,
    );
  });
  test('arguments of layers, optimizers and losses', async () => {
    expect(await message(() => dense({ units: 0 }))).toMatchInlineSnapshot(
      `"ArgumentError: layers.dense: units must be a positive integer, got 0."`,
    );
    expect(await message(() => dropout(1))).toMatchInlineSnapshot(
      `"ArgumentError: layers.dropout: rate must be a number from 0 up to, but not including, 1; got 1."`,
    );
    expect(await message(() => sgd({ learningRate: Number.NaN }))).toMatchInlineSnapshot(
      `"ArgumentError: optimizers.sgd: learningRate must be a finite number, a float32 scalar variable, or a schedule of gl.optimizers.schedules; got NaN."`,
    );
    expect(await message(() => sgd({ momentum: 1 }))).toMatchInlineSnapshot(
      `"ArgumentError: optimizers.sgd: momentum must be a number from 0 up to, but not including, 1; got 1."`,
    );
    expect(await message(() => binaryCrossentropy({ labelSmoothing: 2 }))).toMatchInlineSnapshot(
      `"ArgumentError: losses.binaryCrossentropy: labelSmoothing must be a number from 0 to 1, got 2."`,
    );
  });
});

describe('shapes', () => {
  test('x and y of different length', async () => {
    expect(await message(() => regression().fit(x, [1, 2]))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: x has 3 rows and y has 2. Both need one row per example."`,
    );
  });
  test('data and model', async () => {
    expect(await message(() => regression().fit([[1], [2], [3]], y))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: the model expects examples of shape [2], but x of shape [3, 1] has examples of shape [1]. Pass x of shape [rows, 2], or change the first layer's inputShape."`,
    );
    const flat = { data: new Float32Array(6), shape: [3, 1, 2] };
    expect(await message(() => regression().fit(flat, y))).toContain('Reshape x to [3, 2].');
    expect(await message(() => regression().predict([[1]]))).toContain(
      'model.predict: the model expects examples',
    );
  });
  test('layers that do not follow each other', async () => {
    const model = sequential([flatten({ inputShape: [2, 3] }), dense({ units: 1, inputShape: [5] })]);
    expect(await message(() => model.countParams())).toMatchInlineSnapshot(
      `"ShapeError: layers.dense 'dense': it has inputShape [5], but its input has [6]. Leave inputShape out (only the first layer needs one), or make them equal."`,
    );
  });
  test('labels and outputs', async () => {
    const two = x.map(() => [1, 2]);
    expect(await message(() => regression().fit(x, two))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: the model's output has shape [1] per example, but y of shape [3, 2] has [2]. Pass y of shape [rows, 1], or change the last layer's units."`,
    );
    expect(
      await message(() => classifier('categoricalCrossentropy').fit(x, [0, 1, 2])),
    ).toMatchInlineSnapshot(
      `"ShapeError: model.fit: the model's output has shape [3] per example, but y of shape [3] has []. For class numbers use the loss 'sparseCategoricalCrossentropy'."`,
    );
    const oneHot = x.map(() => [1, 0, 0]);
    expect(await message(() => classifier().fit(x, oneHot))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: sparseCategoricalCrossentropy expects class numbers of shape [3], got y of shape [3, 3]. For one-hot labels use the loss 'categoricalCrossentropy'."`,
    );
  });
  test('data that is not rectangular, not numbers, or of another size than it says', async () => {
    expect(await message(() => regression().fit([[1, 2], [3]], [1, 2]))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: x must be rectangular: row 1 does not have the shape [2] of row 0."`,
    );
    expect(await message(() => regression().fit([['a', 'b']] as never, [1]))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: x must hold numbers only; row 0 holds a."`,
    );
    expect(
      await message(() => regression().fit({ data: new Float32Array(5), shape: [3, 2] }, y)),
    ).toMatchInlineSnapshot(
      `"ShapeError: model.fit: x has shape [3, 2], which needs 6 numbers, but its data has 5."`,
    );
    expect(await message(() => regression().fit('x.csv' as never, y))).toMatchInlineSnapshot(
      `"ArgumentError: model.fit: x must be a Tensor, nested arrays, a typed array, or { data: typed array, shape }; got x.csv."`,
    );
    expect(await message(() => regression().fit([], []))).toMatchInlineSnapshot(
      `"DataError: model.fit: x has no rows (its shape is [0]). Pass at least one example."`,
    );
  });
  test('one number per example needs an axis of its own', async () => {
    const model = sequential([dense({ units: 1 })]);
    model.compile({ loss: 'mse' });
    expect(await message(() => model.fit([1, 2, 3], y))).toMatchInlineSnapshot(
      `"DataError: model.fit: x of shape [3] has no axis of features. Reshape it to [3, 1] for one number per example."`,
    );
  });
  test('sample weights', async () => {
    expect(await message(() => regression().fit(x, y, { sampleWeight: [1, 2] }))).toMatchInlineSnapshot(
      `"ShapeError: model.fit: x has 3 rows and sampleWeight has 2. Both need one row per example."`,
    );
    expect(await message(() => regression().fit(x, y, { sampleWeight: x }))).toContain('one number per row');
  });
  test('weights', async () => {
    expect(await message(() => regression().setWeights([[[1], [2]]]))).toMatchInlineSnapshot(
      `"ShapeError: model.setWeights: the model has 2 weights, got 1. Pass them in the order of getWeights()."`,
    );
    expect(await message(() => regression().setWeights([[[1, 2]], [0]]))).toMatchInlineSnapshot(
      `"ShapeError: model.setWeights: weight 0, 'dense/kernel', has shape [2, 1], got [1, 2]."`,
    );
  });
});

describe('values', () => {
  test('labels out of range', async () => {
    expect(await message(() => classifier().fit(x, [0, 1, 3]))).toMatchInlineSnapshot(
      `"DataError: model.fit: y holds 3 at row 2, but the model has 3 outputs, so labels must be integers from 0 to 2. Renumber the classes, or give the last layer more units."`,
    );
    expect(await message(() => classifier().fit(x, [0, 1.5, 2]))).toContain('y holds 1.5 at row 1');
    expect(await message(() => classifier().fit(x, [0, -1, 2]))).toContain('y holds -1 at row 1');
    expect(await message(() => classifier().evaluate(x, [0, 1, 3]))).toContain(
      'model.evaluate: y holds 3 at row 2',
    );
  });
  test('labels that are no probabilities', async () => {
    const model = sequential([dense({ units: 1, activation: 'sigmoid', inputShape: [2] })]);
    model.compile({ loss: 'bce' });
    expect(await message(() => model.fit(x, [1, 2, 1]))).toMatchInlineSnapshot(
      `"DataError: model.fit: y holds 2 at row 1, but binaryCrossentropy expects labels from 0 to 1. Rescale them, or use another loss."`,
    );
  });
  test('NaN and infinity', async () => {
    const broken = x.map((row) => [...row]);
    broken[1][1] = Number.NaN;
    expect(await message(() => regression().fit(broken, y))).toMatchInlineSnapshot(
      `"DataError: model.fit: x holds NaN at row 1, column 1. Remove the row or fill in a number: one such value turns every weight into NaN."`,
    );
    expect(await message(() => regression().fit(x, [1, Number.POSITIVE_INFINITY, 2]))).toMatchInlineSnapshot(
      `"DataError: model.fit: y holds Infinity at row 1. Remove the row or fill in a number: one such value turns every weight into NaN."`,
    );
    const images = { data: new Float32Array(8), shape: [2, 2, 2] };
    images.data[6] = Number.NaN;
    const model = sequential([flatten({ inputShape: [2, 2] }), dense({ units: 1 })]);
    model.compile({ loss: meanSquaredError() });
    expect(await message(() => model.fit(images, [1, 2]))).toContain('x holds NaN at row 1, index [1, 0]');
    const validationData = [broken, y] as const;
    expect(await message(() => regression().fit(x, y, { validationData }))).toContain(
      'model.fit (validationData): x holds NaN at row 1, column 1',
    );
  });
});
