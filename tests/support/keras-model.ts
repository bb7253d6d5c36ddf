/** Turns a model as the reference describes it into one of gradloom's, with the same weights. */

import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import type { Data, Layer, LossName, LossOptions, Objective, OptimizerConfig } from '../reference/keras.ts';
import { optimizerFor } from './optimizer-for.ts';

const { layers } = gl;

function layerFor(layer: Layer, inputShape: readonly number[] | undefined) {
  if (layer.type === 'flatten') return layers.flatten({ inputShape });
  if (layer.type === 'activation') return layers.activation({ activation: layer.activation, inputShape });
  if (layer.type === 'maxPooling2d') return layers.maxPooling2d({ inputShape });
  if (layer.type === 'conv2d') {
    const { type, ...options } = layer;
    return layers.conv2d({ ...options, inputShape });
  }
  if (layer.type === 'batchNormalization') {
    const { type, ...options } = layer;
    return layers.batchNormalization({ ...options, inputShape });
  }
  const { type, kernelRegularizer, biasRegularizer, ...options } = layer;
  return layers.dense({
    ...options,
    inputShape,
    kernelRegularizer: kernelRegularizer && gl.regularizers.l1l2(kernelRegularizer),
    biasRegularizer: biasRegularizer && gl.regularizers.l1l2(biasRegularizer),
  });
}

export function lossFor(name: LossName, options: LossOptions = {}) {
  const { fromLogits } = options;
  if (name === 'binaryCrossentropy') return gl.losses.binaryCrossentropy({ fromLogits });
  if (name === 'categoricalCrossentropy') return gl.losses.categoricalCrossentropy({ fromLogits });
  if (name === 'sparseCategoricalCrossentropy')
    return gl.losses.sparseCategoricalCrossentropy({ fromLogits });
  return name;
}

/** An array for fit, evaluate and predict. */
export function dataFor({ data, shape }: NdArray) {
  return { data: Float32Array.from(data), shape };
}

export function weightsFor(list: ArrayLike<number>): Float32Array;
export function weightsFor(list: ArrayLike<number> | undefined): Float32Array | undefined;
export function weightsFor(list: ArrayLike<number> | undefined): Float32Array | undefined {
  return list && Float32Array.from(list);
}

export function validationFor({ x, y, sampleWeight }: Data) {
  const pair = [dataFor(x), dataFor(y)] as const;
  return sampleWeight ? ([...pair, weightsFor(sampleWeight)] as const) : pair;
}

export type Model = ReturnType<typeof gl.sequential>;

/** A built model with the given weights. */
export async function buildModel(
  list: readonly Layer[],
  inputShape: readonly number[],
  weights: readonly NdArray[],
): Promise<Model> {
  const model = gl.sequential(list.map((layer, k) => layerFor(layer, k === 0 ? inputShape : undefined)));
  await model.setWeights(weights.map(dataFor));
  return model;
}

/** The same, compiled as the reference trains it. */
export async function compileModel(
  objective: Objective & {
    optimizer: OptimizerConfig;
    weights: readonly NdArray[];
    x: NdArray;
    dtypePolicy?: gl.CompileOptions['dtypePolicy'];
  },
): Promise<Model> {
  const model = await buildModel(objective.layers, objective.x.shape.slice(1), objective.weights);
  model.compile({
    optimizer: optimizerFor(objective.optimizer),
    loss: lossFor(objective.loss, objective.lossOptions),
    metrics: objective.metrics ?? [],
    weightedMetrics: objective.weightedMetrics ?? [],
    dtypePolicy: objective.dtypePolicy,
  });
  return model;
}
