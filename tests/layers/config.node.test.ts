import '../../src/methods.ts';
import { describe, expect, it, test } from 'vitest';
import * as activations from '../../src/activations/index.ts';
import { maxNorm } from '../../src/constraints/index.ts';
import type { Shape } from '../../src/core/shape.ts';
import type { Tensor } from '../../src/graph/tensor.ts';
import { heNormal } from '../../src/initializers/index.ts';
import * as layers from '../../src/layers/index.ts';
import { getLayer, type LayerJson } from '../../src/layers/names.ts';
import { COMMON } from '../../src/layers/option-names.ts';
import { table } from '../../src/layers/table.ts';
import { sequential } from '../../src/model/index.ts';
import { l1l2 } from '../../src/regularizers/index.ts';

/** What a person may change in each layer; the catalogue checks that the copies compute the same. */
const made: layers.Layer[] = [
  layers.dense({
    units: 3,
    activation: activations.tanh,
    kernelInitializer: heNormal({ seed: 3 }),
    biasInitializer: 'ones',
    kernelRegularizer: l1l2({ l1: 0.1 }),
    biasRegularizer: 'l2',
    activityRegularizer: { name: 'l1', config: { l1: 0.5 } },
    kernelConstraint: maxNorm({ maxValue: 3, axis: [0] }),
    biasConstraint: 'nonNeg',
    inputShape: [4],
    trainable: false,
    name: 'head',
  }),
  layers.activation('relu'),
  layers.activation(activations.softmax),
  layers.dropout(0.25),
  layers.spatialDropout1d({ rate: 0.5, seed: 3 }),
  layers.spatialDropout2d(0.5),
  layers.gaussianDropout(0.5),
  layers.gaussianNoise(2),
  layers.repeatVector(3),
  layers.flatten(),
  layers.inputLayer({ shape: [3] }),
  layers.concatenate({ axis: 1 }),
  layers.dot({ axes: [1, 2], normalize: true }),
  layers.embedding({ inputDim: 3, outputDim: 2, maskZero: true, embeddingsConstraint: 'unitNorm' }),
  layers.pReLU({ alphaConstraint: 'nonNeg', sharedAxes: [1] }),
  layers.batchNormalization({ momentum: 0.9, gammaConstraint: 'nonNeg', movingMeanInitializer: 'ones' }),
  layers.layerNormalization({ axis: [1, 2], betaConstraint: 'nonNeg' }),
];

const json = (layer: layers.Layer): LayerJson =>
  JSON.parse(JSON.stringify({ kind: layer.kind, config: layer.config }));

test.each(made.map((layer) => [layer.kind, layer] as const))('%s comes back from its config', (_, layer) => {
  const copy = getLayer('test', json(layer));
  expect(copy.kind).toBe(layer.kind);
  expect(copy.name).toBe(layer.name);
  expect(copy.trainable).toBe(layer.trainable);
  expect(copy.config).toEqual(layer.config);
});

it('says all that was asked for, and the name that the model gave', () => {
  const [first, second] = [layers.dense({ units: 2, activation: activations.relu }), layers.dropout(0.5)];
  sequential([first, second]);
  second.trainable = false;
  expect(first.config).toEqual({ units: 2, activation: 'relu', name: 'dense' });
  expect(second.config).toEqual({ rate: 0.5, seed: expect.any(Number), trainable: false, name: 'dropout' });
});

it('an inputLayer at the beginning of a sequential model says what shape examples have', () => {
  const model = sequential([layers.inputLayer({ inputShape: [3], name: 'x' }), layers.dense({ units: 2 })]);
  expect(model.countParams()).toBe(3 * 2 + 2);
  expect(model.layers.map(({ kind }) => kind)).toEqual(['dense']);
});

it('knows every layer, and nothing else', () => {
  const makers = Object.entries(layers)
    .filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name) && name !== 'input')
    .map(([name]) => name);
  expect(Object.keys(table).sort()).toEqual(makers.sort());
});

class Scale extends layers.Layer {
  readonly kind = 'scale';
  readonly factor: number;

  constructor(options: layers.LayerOptions & { readonly factor: number }) {
    super(options);
    this.factor = options.factor;
  }

  call(x: Tensor): Tensor {
    return x.mul(this.factor);
  }
}

it('makes layers of your own by their class or by a function', () => {
  const written = json(new Scale({ factor: 3, name: 'triple' }));
  expect(written.config).toEqual({ factor: 3, name: 'triple' });
  expect((getLayer('load', written, { Scale }) as Scale).factor).toBe(3);
  const scale = (options: { readonly factor: number }) => new Scale({ factor: options.factor + 1 });
  expect((getLayer('load', written, { scale }) as Scale).factor).toBe(4);
  expect(() => getLayer('load', { kind: 'scale', config: {} })).toThrow("load: unknown layer 'scale'.");
});

describe('what cannot be written', () => {
  test.each<[layer: () => layers.Layer, message: string]>([
    [() => layers.dense({ units: 1, name: 'mine', activation: (x) => x.mul(2) }), "layers.dense 'mine': activation is a function of your own, which JSON cannot hold."],
    [() => layers.dense({ units: 1, kernelRegularizer: { name: 'x', penalty: () => 0 } as never }), "layers.dense 'dense': kernelRegularizer is an object of your own"],
  ])('%#', (make, message) => {
    expect(() => make().config).toThrow(message);
  }); // biome-ignore format: a table
});

describe('what Keras and TensorFlow.js write', () => {
  const initializer = {
    class_name: 'VarianceScaling',
    config: { scale: 1, mode: 'fan_avg', distribution: 'uniform', seed: null },
  };
  test.each<[json: LayerJson, kind: string, config: object, output: Shape]>([
    [
      { class_name: 'Dense', config: { units: 5, activation: 'relu', use_bias: true, kernel_initializer: initializer, bias_initializer: { class_name: 'Zeros', config: {} }, kernel_regularizer: null, kernel_constraint: null, name: 'dense_Dense1', trainable: true, batch_input_shape: [null, 4], dtype: 'float32' } },
      'dense',
      { units: 5, activation: 'relu', name: 'dense_Dense1', inputShape: [4] },
      [5],
    ],
    [
      { class_name: 'Conv2D', config: { filters: 3, kernel_size: [3, 3], strides: [2, 2], padding: 'same', data_format: 'channels_last', dilation_rate: [1, 1], groups: 1, batch_input_shape: [null, 8, 8, 1] } },
      'conv2d',
      { filters: 3, kernelSize: [3, 3], strides: [2, 2], padding: 'same' },
      [4, 4, 3],
    ],
    [
      { className: 'MaxPooling2D', config: { poolSize: [2, 2], strides: [2, 2], padding: 'valid', dataFormat: 'channelsLast', batchInputShape: [32, 8, 8, 2] } },
      'maxPooling2d',
      { poolSize: [2, 2], inputShape: [8, 8, 2] },
      [4, 4, 2],
    ],
    [
      { class_name: 'BatchNormalization', config: { axis: [3], momentum: 0.9, epsilon: 0.001, renorm: false, batch_input_shape: [null, 2, 2, 3] } },
      'batchNormalization',
      { axis: 3, momentum: 0.9 },
      [2, 2, 3],
    ],
    [
      { module: 'keras.layers', class_name: 'GlobalAveragePooling1D', registered_name: null, config: { keepdims: true, data_format: 'channels_last', dtype: { class_name: 'DTypePolicy' }, batch_input_shape: [null, 5, 2] } } as LayerJson,
      'globalAveragePooling1d',
      { keepDims: true },
      [1, 2],
    ],
    [{ class_name: 'InputLayer', config: { batch_shape: [null, 7], dtype: 'float32', sparse: false, name: 'x' } }, 'inputLayer', { inputShape: [7], name: 'x' }, [7]],
    [
      { class_name: 'SeparableConv2D', config: { filters: 2, kernel_size: [3, 3], groups: 1, kernel_initializer: initializer, kernel_regularizer: null, depth_multiplier: 2, depthwise_initializer: initializer, pointwise_constraint: { class_name: 'MaxNorm', config: { max_value: 2, axis: 0 } }, batch_input_shape: [null, 8, 8, 1] } },
      'separableConv2d',
      { filters: 2, kernelSize: [3, 3], depthMultiplier: 2 },
      [6, 6, 2],
    ],
    [
      { class_name: 'Conv2DTranspose', config: { filters: 2, kernel_size: [3, 3], strides: [2, 2], padding: 'same', output_padding: null, groups: 1, batch_input_shape: [null, 4, 4, 1] } },
      'conv2dTranspose',
      { filters: 2, strides: [2, 2] },
      [8, 8, 2],
    ],
    [{ class_name: 'Normalization', config: { axis: [-1], mean: null, variance: null, invert: false, batch_input_shape: [null, 3] } }, 'normalization', { axis: -1 }, [3]],
    [{ class_name: 'CategoryEncoding', config: { num_tokens: 4, output_mode: 'one_hot', sparse: false, batch_input_shape: [null, 1] } }, 'categoryEncoding', { numTokens: 4 }, [4]],
    [{ class_name: 'LeakyReLU', config: { alpha: 0.2, batch_input_shape: [null, 7] } }, 'leakyReLU', { alpha: 0.2 }, [7]],
    [{ class_name: 'MaxPool1D', config: { batch_input_shape: [null, 6, 1] } }, 'maxPooling1d', {}, [3, 1]],
  ])('%#', (written, kind, config, output) => {
    const layer = getLayer('load', written);
    expect(layer.kind).toBe(kind);
    expect(layer.config).toMatchObject(config);
    expect(layer.connect([layer.inputShape as Shape])).toEqual(output);
  }); // biome-ignore format: a table

  test.each<[json: unknown, message: string]>([
    [null, 'load: expected a layer as { className, config }, got null.'],
    [{ config: {} }, 'load: expected a layer as { className, config }, got {"config":{}}.'],
    [{ class_name: 'Dense', config: [] }, 'load: expected a layer as { className, config }, got {"class_name":"Dense","config":[]}.'],
    [{ class_name: 'LSTM', config: { units: 3 } }, "load: unknown layer 'LSTM'."],
    [{ class_name: 'Dens', config: {} }, "load: unknown layer 'Dens'. Did you mean 'dense'?"],
    [{ class_name: 'Dense', config: { unit: 3, name: 'a' } }, "load: layer Dense 'a': unknown option unit: 3. Did you mean 'units'?"],
    [{ class_name: 'Conv2D', config: { filters: 1, kernel_size: 1, data_format: 'channels_first' } }, "layers: dataFormat must be 'channelsLast', got 'channels_first'."],
    [{ class_name: 'Dense', config: { units: 1, batch_input_shape: [null, null, 3] } }, 'load: layer Dense: expected a shape such as [null, 28, 28] whose axes, but for the batch, have known lengths; got [null,null,3].'],
    [{ class_name: 'Dense', config: { units: 0 } }, 'layers.dense: units must be a positive integer, got 0.'],
  ])('%#: %s', (written, message) => {
    expect(() => getLayer('load', written as LayerJson)).toThrow(message);
  }); // biome-ignore format: a table
});

describe('the names of options', () => {
  const given: Record<string, unknown> = {
    activation: 'relu',
    axes: 1,
    cropping: 1,
    dims: [1],
    filters: 1,
    inputDim: 2,
    kernelSize: 1,
    n: 2,
    numTokens: 2,
    outputDim: 2,
    rate: 0.5,
    scale: 1,
    shape: [3],
    stddev: 1,
    targetShape: [3],
    units: 3,
  };

  it.each(Object.entries(table))('that files may have are those of %s', (_, { make, options }) => {
    const named = Object.entries(given).filter(([name]) => options.has(name));
    const layer = make(Object.fromEntries(named) as never);
    expect(new Set([...(layer.ownOptions ?? []), ...COMMON])).toEqual(options);
  });

  it('that there are not are refused, with the one that may be meant', () => {
    const wrong = { units: 3, activations: 'relu', inputShape: [2] };
    expect(() => sequential([layers.dense(wrong)]).countParams()).toThrow(
      "layers.dense 'dense': unknown option 'activations'. Did you mean 'activation'?",
    );
  });

  it('are their own business for layers of your own', () => {
    class Scale extends layers.Layer {
      readonly kind = 'scale';
      call(x: Tensor): Tensor {
        return x;
      }
    }
    const options = { inputShape: [2], factor: 3 };
    expect(sequential([new Scale(options)]).countParams()).toBe(0);
  });
});
