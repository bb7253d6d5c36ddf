/**
 * A sequential network in float64 with backpropagation written out by hand.
 */

import {
  array,
  fromFlat,
  matmul,
  type NdArray,
  type NdArrayLike,
  reshape,
  sizeOf,
  sumTo,
  zip,
} from './array.ts';
import { axisOf } from './convolution.ts';
import {
  type Backward,
  type BatchNormalization,
  batchNormalization,
  type Conv2d,
  convolution,
  type LayerPass,
  maxPooling2d,
} from './layers.ts';
import { penalty, penaltyGradient, type Regularizer } from './losses.ts';
import * as ops from './ops.ts';

export type ActivationName = 'linear' | 'relu' | 'sigmoid' | 'tanh' | 'softplus' | 'softmax';

export type Layer =
  | {
      type: 'dense';
      units: number;
      activation?: ActivationName;
      useBias?: boolean;
      kernelRegularizer?: Regularizer;
      biasRegularizer?: Regularizer;
    }
  | { type: 'activation'; activation: ActivationName }
  | { type: 'flatten' }
  | { type: 'maxPooling2d' }
  | BatchNormalization
  | Conv2d;

interface Activation {
  readonly forward: (z: NdArray) => NdArray;
  /** The gradient of z from the gradient of y, given z and y. */
  readonly backward: (dy: NdArray, z: NdArray, y: NdArray) => NdArray;
}

function elementwise(
  forward: (z: NdArrayLike) => NdArray,
  slope: (z: number, y: number) => number,
): Activation {
  return { forward, backward: (dy, z, y) => zip((g, zi, yi) => g * slope(zi, yi), dy, z, y) };
}

export const activations: Record<ActivationName, Activation> = {
  linear: elementwise(array, () => 1),
  relu: elementwise(ops.relu, (z) => Number(z > 0)),
  sigmoid: elementwise(ops.sigmoid, (_, y) => y * (1 - y)),
  tanh: elementwise(ops.tanh, (_, y) => 1 - y * y),
  softplus: elementwise(ops.softplus, (z) => 1 / (1 + Math.exp(-z))),
  softmax: {
    forward: (z) => ops.softmax(z),
    backward: (dy, _, y) => ops.mul(y, ops.sub(dy, ops.sum(ops.mul(dy, y), -1, { keepDims: true }))),
  },
};

/** How many weight arrays a layer takes. */
export function weightCount(layer: Layer): number {
  if (layer.type === 'dense') return layer.useBias === false ? 1 : 2;
  if (layer.type === 'conv2d') return 2;
  if (layer.type !== 'batchNormalization') return 0;
  return 2 + Number(layer.scale ?? true) + Number(layer.center ?? true);
}

function runLayer(layer: Layer, weights: readonly NdArray[], x: NdArray, training: boolean): LayerPass {
  if (layer.type === 'batchNormalization') return batchNormalization(layer, weights, x, training);
  if (layer.type === 'maxPooling2d') return maxPooling2d(x);
  if (layer.type === 'conv2d') return activated(convolution(layer, weights, x), layer.activation);
  if (layer.type === 'flatten') {
    const y = reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]);
    return { y, back: (dy) => ({ dx: reshape(dy, x.shape), weights: [] }) };
  }
  if (layer.type === 'activation')
    return activated({ y: x, back: (dy) => ({ dx: dy, weights: [] }) }, layer.activation);
  const [kernel, bias] = weights;
  const rows = reshape(x, [-1, kernel.shape[0]]);
  const product = matmul(rows, kernel);
  const z = reshape(bias ? ops.add(product, bias) : product, [...x.shape.slice(0, -1), layer.units]);
  const back: Backward = (dy) => {
    const dz = reshape(dy, [-1, layer.units]);
    const dKernel = matmul(rows, dz, { transposeA: true });
    return {
      dx: reshape(matmul(dz, kernel, { transposeB: true }), x.shape),
      weights: bias ? [dKernel, sumTo(dz, bias.shape)] : [dKernel],
    };
  };
  return activated({ y: z, back }, layer.activation);
}

/** The same with an activation behind it. */
function activated({ y: z, back }: LayerPass, activation: ActivationName = 'linear'): LayerPass {
  const { forward, backward } = activations[activation];
  const y = forward(z);
  return { y, back: (dy) => back(backward(dy, z, y)) };
}

export interface ForwardPass {
  readonly output: NdArray;
  /** The gradient of every weight array, from the gradient of the output. */
  readonly gradients: (dOutput: NdArray) => NdArray[];
  /** All weights afterwards: training moves the averages of batch normalization. */
  readonly weights: readonly NdArray[];
}

/** Runs the layers on a batch. The weights are listed as Keras's get_weights lists them. */
export function forward(
  layers: readonly Layer[],
  weights: readonly NdArray[],
  x: NdArray,
  { training = false } = {},
): ForwardPass {
  const after: NdArray[] = [];
  const backs: Backward[] = [];
  let output = x;
  let used = 0;
  for (const layer of layers) {
    const count = weightCount(layer);
    const own = weights.slice(used, used + count);
    const pass = runLayer(layer, own, output, training);
    used += count;
    output = pass.y;
    backs.push(pass.back);
    after.push(...(pass.weights ?? own));
  }
  const gradients = (dOutput: NdArray): NdArray[] => {
    let dy = dOutput;
    let list: NdArray[] = [];
    for (const back of backs.toReversed()) {
      const step = back(dy);
      dy = step.dx;
      list = [...step.weights, ...list];
    }
    return list;
  };
  return { output, gradients, weights: after };
}

/** The regularizer of every weight array; an empty one where there is none. */
function regularizers(layers: readonly Layer[]): Regularizer[] {
  return layers.flatMap((layer) =>
    layer.type === 'dense'
      ? [layer.kernelRegularizer ?? {}, layer.biasRegularizer ?? {}].slice(0, weightCount(layer))
      : new Array<Regularizer>(weightCount(layer)).fill({}),
  );
}

/** The sum of the penalties of all weights. */
export function regularization(layers: readonly Layer[], weights: readonly NdArray[]): number {
  return regularizers(layers).reduce((sum, r, i) => sum + penalty(r, weights[i]), 0);
}

/** The gradient of `regularization` with respect to every weight array. */
export function regularizationGradients(layers: readonly Layer[], weights: readonly NdArray[]): NdArray[] {
  return regularizers(layers).map((r, i) => penaltyGradient(r, weights[i]));
}

/** The shapes of all weights of a model, in the order of get_weights. */
export function weightShapes(layers: readonly Layer[], inputShape: readonly number[]): number[][] {
  let shape = [...inputShape];
  return layers.flatMap((layer) => {
    const last = shape[shape.length - 1];
    let weights: number[][] = [];
    if (layer.type === 'flatten') {
      shape = [sizeOf(shape)];
    } else if (layer.type === 'dense') {
      weights = [[last, layer.units], [layer.units]];
      shape = [...shape.slice(0, -1), layer.units];
    } else if (layer.type === 'batchNormalization') {
      weights = new Array<number[]>(4).fill([last]);
    } else if (layer.type === 'conv2d') {
      const { filters, kernelSize } = layer;
      weights = [[kernelSize, kernelSize, last, filters], [filters]];
      shape = [...shape.slice(0, 2).map((n) => axisOf(n, kernelSize, layer).windows), filters];
    } else if (layer.type === 'maxPooling2d') {
      shape = [Math.floor(shape[0] / 2), Math.floor(shape[1] / 2), last];
    }
    return weights.slice(0, weightCount(layer));
  });
}

/** Weights of these shapes from one flat list. */
export function unflatten(flat: NdArrayLike | Float64Array, shapes: readonly number[][]): NdArray[] {
  const data = flat instanceof Float64Array ? flat : array(flat).data;
  let offset = 0;
  return shapes.map((shape) => {
    const part = fromFlat(data.subarray(offset, offset + sizeOf(shape)), shape);
    offset += sizeOf(shape);
    return part;
  });
}
