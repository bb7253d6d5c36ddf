import { describe, expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { type NdArray, sizeOf } from '../reference/array.ts';
import * as ref from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { dataFor } from '../support/keras-model.ts';
import { expectSgdStep, weightsOf } from '../support/sgd-step.ts';

const { add, concatenate, dense } = gl.layers;
const learningRate = 0.1;
const ROWS = 6;

const random = randomFrom(testSeed());
const uniform = (...shape: number[]) => randomUniform(random, shape);
const sum = (list: Iterable<number>): number => Array.from(list).reduce((a, b) => a + b, 0);
const mean = ({ data }: NdArray): number => sum(data) / data.length;
const linear = (x: NdArray, kernel: NdArray, bias: NdArray) => ref.add(ref.matmul(x, kernel), bias);
const mse = (a: NdArray, b: NdArray) => mean(ref.squaredDifference(a, b));
const whole = { batchSize: ROWS, epochs: 1 };

describe('one step moves the weights of a functional model where the slopes of its loss point', () => {
  test('residual connection', async () => {
    const x = gl.input({ shape: [4] });
    const hidden = dense({ units: 4, activation: 'tanh' }).apply(x);
    const y = dense({ units: 2 }).apply(add().apply([x, hidden]));
    const model = gl.model({ inputs: x, outputs: y });
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const [inputs, labels] = [uniform(ROWS, 4), uniform(ROWS, 2)];
    await expectSgdStep(
      model,
      () => model.fit(dataFor(inputs), dataFor(labels), whole),
      ([w1, b1, w2, b2]) => mse(linear(ref.add(inputs, ref.tanh(linear(inputs, w1, b1))), w2, b2), labels),
      { learningRate },
    );
    model.dispose();
  });

  test('a shared layer gets the slopes of all its uses', async () => {
    const [left, right] = [gl.input({ shape: [3] }), gl.input({ shape: [3] })];
    const shared = dense({ units: 5, activation: 'sigmoid' });
    const joined = concatenate().apply([shared.apply(left), shared.apply(right)]);
    const model = gl.model({ inputs: [left, right], outputs: dense({ units: 1 }).apply(joined) });
    expect(model.getWeights().map(({ shape }) => shape)).toEqual([[3, 5], [5], [10, 1], [1]]);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const [a, b, labels] = [uniform(ROWS, 3), uniform(ROWS, 3), uniform(ROWS, 1)];
    await expectSgdStep(
      model,
      () => model.fit([dataFor(a), dataFor(b)], dataFor(labels), whole),
      ([w, c, w2, c2]) => {
        const [p, q] = [a, b].map((side) => ref.sigmoid(linear(side, w, c)));
        return mse(linear(ref.concat([p, q], 1), w2, c2), labels);
      },
      { learningRate },
    );
    model.dispose();
  });

  test('two outputs with losses, weights and metrics of their own', async () => {
    const x = gl.input({ shape: [4], name: 'features' });
    const trunk = dense({ units: 3, activation: 'tanh' }).apply(x);
    const price = dense({ units: 1, name: 'price' }).apply(trunk);
    const kind = dense({ units: 2, name: 'kind', activation: 'softmax' }).apply(trunk);
    const model = gl.model({ inputs: x, outputs: [price, kind] });
    model.compile({
      optimizer: gl.optimizers.sgd({ learningRate }),
      loss: { price: 'mse', kind: 'sparseCategoricalCrossentropy' },
      lossWeights: { price: 0.5, kind: 2 },
      metrics: { price: ['mae'], kind: ['accuracy'] },
    });
    const inputs = uniform(ROWS, 4);
    const prices = uniform(ROWS, 1);
    const kinds = Int32Array.from({ length: ROWS }, (_, i) => i % 2);
    const weightOfPrice = Float64Array.from({ length: ROWS }, (_, i) => 1 + i);
    const outputsOf = ([w, c, wp, cp, wk, ck]: readonly NdArray[]) => {
      const hidden = ref.tanh(linear(inputs, w, c));
      return [linear(hidden, wp, cp), ref.softmax(linear(hidden, wk, ck), 1)] as const;
    };
    const losses = (weights: readonly NdArray[]) => {
      const [p, k] = outputsOf(weights);
      const squares = ref.squaredDifference(p, prices).data.map((value, i) => value * weightOfPrice[i]);
      const crossentropies = Array.from(kinds, (label, i) => -Math.log(k.data[2 * i + label]));
      return [squares, crossentropies].map((list) => sum(list) / ROWS);
    };
    const total = (weights: readonly NdArray[]) => {
      const [ofPrice, ofKind] = losses(weights);
      return 0.5 * ofPrice + 2 * ofKind;
    };
    const before = await weightsOf(model);
    let history: Record<string, number[]> = {};
    await expectSgdStep(
      model,
      async () => {
        const labels = { price: dataFor(prices), kind: kinds };
        const sampleWeight = { price: Float32Array.from(weightOfPrice) };
        ({ history } = await model.fit({ features: dataFor(inputs) }, labels, { ...whole, sampleWeight }));
      },
      total,
      { learningRate },
    );
    const [p, k] = outputsOf(before);
    const [ofPrice, ofKind] = losses(before);
    const right = Array.from(kinds, (label, i) => Number(k.data[2 * i + label] > 0.5));
    expect(Object.keys(history)).toEqual(['loss', 'priceLoss', 'priceMae', 'kindLoss', 'kindAccuracy']);
    expect(history.loss[0]).toBeCloseTo(total(before), 5);
    expect(history.priceLoss[0]).toBeCloseTo(ofPrice, 5);
    expect(history.price_loss).toBe(history.priceLoss);
    expect(history.kindLoss[0]).toBeCloseTo(ofKind, 5);
    expect(history.priceMae[0]).toBeCloseTo(mean(ref.abs(ref.sub(p, prices))), 5);
    expect(history.kindAccuracy[0]).toBeCloseTo(sum(right) / ROWS, 6);

    const after = await weightsOf(model);
    const logs = await model.evaluate(dataFor(inputs), [dataFor(prices), kinds], {
      sampleWeight: { price: Float32Array.from(weightOfPrice) },
      batchSize: 4,
    });
    expect(logs.loss).toBeCloseTo(total(after), 5);
    const predictions = await model.predict(dataFor(inputs));
    const expected = outputsOf(after);
    for (const [i, prediction] of predictions.entries()) {
      expectClose(await fromTensor(prediction), expected[i], { tolerance: 2e-5, floor: 1 });
    }
    model.dispose();
  });

  test('frozen layers stay, and cost nothing', async () => {
    const backbone = dense({ units: 4, activation: 'tanh', kernelRegularizer: 'l2' });
    backbone.trainable = false;
    const model = gl.sequential([
      dense({ units: 4, inputShape: [3] }),
      backbone,
      gl.layers.batchNormalization(),
      dense({ units: 1 }),
    ]);
    model.getLayer(2).trainable = false;
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const [inputs, labels] = [uniform(ROWS, 3), uniform(ROWS, 1)];
    await expectSgdStep(
      model,
      () => model.fit(dataFor(inputs), dataFor(labels), whole),
      ([w, c, w1, c1, gamma, beta, movingMean, movingVariance, w2, c2]) => {
        const hidden = ref.tanh(linear(linear(inputs, w, c), w1, c1));
        const deviation = ref.sqrt(ref.add(movingVariance, 1e-3));
        const normal = ref.add(ref.mul(ref.div(ref.sub(hidden, movingMean), deviation), gamma), beta);
        return mse(linear(normal, w2, c2), labels);
      },
      { learningRate, frozen: [2, 3, 4, 5, 6, 7] },
    );
    const lines: string[] = [];
    model.summary((line) => lines.push(line));
    expect(lines.slice(-3)).toEqual(['Total params: 57', 'Trainable params: 21', 'Non-trainable params: 36']);
    model.dispose();
  });
});

test('a model that is frozen altogether stays, and tells its loss', async () => {
  const model = gl.sequential([dense({ units: 2, inputShape: [3], trainable: false })]);
  model.compile({ optimizer: 'adam', loss: 'mse' });
  const before = await weightsOf(model);
  const [inputs, labels] = [uniform(ROWS, 3), uniform(ROWS, 2)];
  const { history } = await model.fit(dataFor(inputs), dataFor(labels), { epochs: 2, batchSize: 4 });
  expect(await weightsOf(model)).toEqual(before);
  const [w, b] = before;
  for (const loss of history.loss) expect(loss).toBeCloseTo(mse(linear(inputs, w, b), labels), 5);
  model.dispose();
});

describe('models and layers that share weights', () => {
  test('a model over some of the layers sees what training made of them', async () => {
    const x = gl.input({ shape: [5] });
    const code = dense({ units: 2, activation: 'tanh', name: 'code' }).apply(x);
    const autoencoder = gl.model({ inputs: x, outputs: dense({ units: 5 }).apply(code) });
    const encoder = gl.model({ inputs: x, outputs: code });
    autoencoder.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const inputs = uniform(ROWS, 5);
    await autoencoder.fit(dataFor(inputs), dataFor(inputs), { ...whole, epochs: 3 });
    const [w, b] = await weightsOf(autoencoder);
    const codes = await fromTensor(await encoder.predict(dataFor(inputs)));
    expectClose(codes, ref.tanh(linear(inputs, w, b)), { tolerance: 2e-5, floor: 1 });

    // Training the encoder alone moves the weights that the autoencoder has, too; its others stay.
    encoder.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const labels = uniform(ROWS, 2);
    await expectSgdStep(
      autoencoder,
      () => encoder.fit(dataFor(inputs), dataFor(labels), whole),
      ([kernel, bias]) => mse(ref.tanh(linear(inputs, kernel, bias)), labels),
      { learningRate, frozen: [2, 3] },
    );
    encoder.dispose();
    expect((await autoencoder.predict(dataFor(inputs))).shape).toEqual([ROWS, 5]);
    autoencoder.dispose();
  });

  test('a model is part of another one', async () => {
    const block = gl.sequential([dense({ units: 3, inputShape: [3], activation: 'tanh' })]);
    const x = gl.input({ shape: [3] });
    const once = block.apply(x) as gl.SymbolicTensor;
    const model = gl.model({ inputs: x, outputs: block.apply(once) as gl.SymbolicTensor });
    const inputs = uniform(ROWS, 3);
    const [w, b] = await weightsOf(block);
    const expected = ref.tanh(linear(ref.tanh(linear(inputs, w, b)), w, b));
    const actual = await fromTensor(await model.predict(dataFor(inputs)));
    expectClose(actual, expected, { tolerance: 2e-5, floor: 1 });
    expect(model.countParams()).toBe(12);
    block.dispose();
  });

  test('models one after the other, whose layers have the same names', async () => {
    const make = (units: number, features?: number) =>
      gl.sequential([
        dense({ units, activation: 'tanh', inputShape: features === undefined ? undefined : [features] }),
      ]);
    const [encoder, decoder] = [make(2, 5), make(5, 2)];
    const x = gl.input({ shape: [5] });
    const code = encoder.apply(x) as gl.SymbolicTensor;
    const model = gl.model({ inputs: x, outputs: decoder.apply(code) as gl.SymbolicTensor });
    expect(model.layers.map(({ name }) => name)).toEqual(['inputLayer', 'dense', 'dense_1']);
    const stacked = gl.sequential([make(3, 4), make(5), gl.layers.dropout(0.5)]);
    stacked.add(model);
    expect(stacked.layers.map(({ name }) => name)).toEqual([
      'dense',
      'dense_1',
      'dropout',
      'dense_2',
      'dense_3',
    ]);
    expect((await stacked.predict([[1, 2, 3, 4]])).shape).toEqual([1, 5]);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    const inputs = uniform(ROWS, 5);
    const autoencoded = ([w, b, w2, b2]: readonly NdArray[], from: NdArray) =>
      ref.tanh(linear(ref.tanh(linear(from, w, b)), w2, b2));
    await expectSgdStep(
      model,
      () => model.fit(dataFor(inputs), dataFor(inputs), whole),
      (weights) => mse(autoencoded(weights, inputs), inputs),
      { learningRate },
    );
    expect(() => gl.sequential([encoder, encoder])).toThrow('is in the model already');
    model.dispose();
  });

  test('applied to tensors, models and layers compute, and can be differentiated', async () => {
    const model = gl.sequential([
      dense({ units: 4, inputShape: [3], activation: 'tanh' }),
      dense({ units: 1 }),
    ]);
    const [inputs, labels] = [uniform(ROWS, 3), uniform(ROWS, 1)];
    const x = gl.tensor(Float32Array.from(inputs.data)).reshape([ROWS, 3]);
    const y = gl.tensor(Float32Array.from(labels.data)).reshape([ROWS, 1]);
    await expectSgdStep(
      model,
      async () => {
        const variables = model.trainableWeights;
        const loss = () => model.apply(x, { training: true }).sub(y).square().mean();
        const [, slopes] = gl.valueAndGrad(loss, variables);
        for (const [k, variable] of variables.entries()) variable.assignSub(slopes[k].mul(learningRate));
      },
      ([w, b, w2, b2]) => mse(linear(ref.tanh(linear(inputs, w, b)), w2, b2), labels),
      { learningRate },
    );
    model.dispose();
  });

  test('layers of your own', async () => {
    class Scale extends gl.Layer {
      readonly kind = 'scale';
      override build([features]: readonly number[]) {
        this.addWeight({ name: 'factor', shape: [features], initializer: 'ones' });
      }
      call(x: gl.Tensor) {
        return x.mul(this.weights[0].value);
      }
    }
    const model = gl.sequential([new Scale({ inputShape: [3] }), new Scale(), dense({ units: 1 })]);
    expect(model.layers.map(({ name }) => name)).toEqual(['scale', 'scale_1', 'dense']);
    const absolute = (yTrue: gl.Tensor, yPred: gl.Tensor) => yTrue.sub(yPred).abs().mean(-1);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: absolute });
    const [inputs, labels] = [uniform(ROWS, 3), uniform(ROWS, 1)];
    await expectSgdStep(
      model,
      () => model.fit(dataFor(inputs), dataFor(labels), whole),
      ([f, g, w, b]) => mean(ref.abs(ref.sub(linear(ref.mul(ref.mul(inputs, f), g), w, b), labels))),
      { learningRate },
    );
    model.dispose();
  });
});

test('the summary of a model that branches says what is connected to what', () => {
  const x = gl.input({ shape: [8] });
  const hidden = dense({ units: 30, activation: 'relu' }).apply(x);
  const joined = concatenate().apply([x, hidden]);
  const model = gl.model({ inputs: x, outputs: dense({ units: 1 }).apply(joined) });
  const lines: string[] = [];
  model.summary((line) => lines.push(line));
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "Model: model
    ──────────────────────────────────────────────────────────────────
    Layer                      Output shape  Params  Connected to
    ──────────────────────────────────────────────────────────────────
    inputLayer (inputLayer)    [batch, 8]         0
    dense (dense)              [batch, 30]      270  inputLayer
    concatenate (concatenate)  [batch, 38]        0  inputLayer, dense
    dense_1 (dense)            [batch, 1]        39  concatenate
    ──────────────────────────────────────────────────────────────────
    Total params: 309
    Trainable params: 309
    Non-trainable params: 0"
  `);
});

describe('what cannot be connected is refused', () => {
  test.each<[message: string, build: () => unknown]>([
    [
      'model: inputs must come from gl.input',
      () => {
        const x = gl.input({ shape: [2] });
        const y = dense({ units: 1 }).apply(x);
        gl.model({ inputs: y, outputs: y });
      },
    ],
    [
      'depend on SymbolicTensor(inputLayer, shape [3]), which is not among the inputs',
      () => {
        const [x, y] = [gl.input({ shape: [2] }), gl.input({ shape: [3] })];
        gl.model({ inputs: x, outputs: concatenate().apply([x, y]) });
      },
    ],
    [
      'its weights are for inputs of shape [2], got [3]',
      () => {
        const layer = dense({ units: 1 });
        layer.apply(gl.input({ shape: [2] }));
        layer.apply(gl.input({ shape: [3] }));
      },
    ],
    [
      'expected one input, got 2',
      () => dense({ units: 1 }).apply([gl.input({ shape: [2] }), gl.input({ shape: [2] })]),
    ],
    ['expected a list of at least 2 inputs, got 1', () => add().apply(gl.input({ shape: [2] }))],
    [
      'shapes [2] and [3] do not broadcast',
      () => add().apply([gl.input({ shape: [2] }), gl.input({ shape: [3] })]),
    ],
    [
      'model: outputs must be what gl.input or layer.apply gave',
      () => gl.model({ inputs: gl.input({ shape: [2] }), outputs: dense({ units: 1 }) as never }),
    ],
    ['input: shape must be an array', () => gl.input({ shape: 4 as never })],
  ])('%s', (message, build) => {
    expect(build).toThrow(message);
  });

  test('data for inputs and outputs that are missing or unknown', async () => {
    const [a, b] = [gl.input({ shape: [2], name: 'a' }), gl.input({ shape: [2], name: 'b' })];
    const model = gl.model({ inputs: [a, b], outputs: dense({ units: 1 }).apply(add().apply([a, b])) });
    model.compile({ loss: 'mse' });
    const x = { data: new Float32Array(sizeOf([4, 2])), shape: [4, 2] };
    const y = new Float32Array(4);
    await expect(model.fit([x], y)).rejects.toThrow(
      "x must have one entry for each of 'a', 'b', got a list of 1",
    );
    await expect(model.fit(x, y)).rejects.toThrow("x must be a list, or an object, with data for 'a', 'b'");
    await expect(model.fit({ a: x }, y)).rejects.toThrow("x has no data for 'b'");
    await expect(model.fit({ a: x, c: x }, y)).rejects.toThrow("x names 'c'. Known: 'a', 'b'");
    const short = { data: new Float32Array(6), shape: [3, 2] };
    await expect(model.fit([x, short], y)).rejects.toThrow("x['a'] has 4 rows and x['b'] has 3");
    expect(() => model.compile({ loss: { wrong: 'mse' } as never })).toThrow('a kind of loss');
  });
});

test('a model that ends, and one that begins, at a layer of another', async () => {
  const whole = gl.sequential([
    gl.layers.dense({ units: 2, inputShape: [2], kernelInitializer: 'ones', name: 'features' }),
    gl.layers.dense({ units: 1, kernelInitializer: 'ones' }),
  ]);
  expect(whole.inputs.map(({ shape }) => shape)).toEqual([[2]]);
  expect(whole.outputs.map(({ shape }) => shape)).toEqual([[1]]);
  const base = gl.model({ inputs: whole.inputs[0], outputs: whole.getLayer('features').output });
  expect(await (await base.predict([[1, 2]])).array()).toEqual([[3, 3]]);
  const head = gl.layers.dense({ units: 1, kernelInitializer: 'ones', name: 'head' }).apply(whole.outputs[0]);
  const longer = gl.model({ inputs: whole.inputs, outputs: head });
  expect(await (await longer.predict([[1, 2]])).array()).toEqual([[6]]);
  expect(() => gl.layers.dense({ units: 1 }).output).toThrow('is not connected yet');
});
