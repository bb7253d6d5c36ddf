/** Keras's layers with memory and windows in float64, with backpropagation written out by hand. */

import { fromFlat, full, map, type NdArray, reduce, zip } from './array.ts';
import { axisOf, conv2d, type Geometry } from './convolution.ts';

/** One step of the way back: the gradient of the input, and those of the weights it used, in their order. */
export type Backward = (dy: NdArray) => { dx: NdArray; weights: NdArray[] };

export interface LayerPass {
  readonly y: NdArray;
  readonly back: Backward;
  /** The weights afterwards, where computing changed them. */
  readonly weights?: readonly NdArray[];
}

export interface BatchNormalization {
  type: 'batchNormalization';
  momentum?: number;
  epsilon?: number;
  center?: boolean;
  scale?: boolean;
}

/** Over the last axis. Source: keras/src/layers/normalization/batch_normalization.py. */
export function batchNormalization(
  { momentum = 0.99, epsilon = 1e-3, center = true, scale = true }: BatchNormalization,
  weights: readonly NdArray[],
  x: NdArray,
  training: boolean,
): LayerPass {
  const rest = weights.slice();
  const channels = x.shape[x.shape.length - 1];
  const gamma = scale ? (rest.shift() as NdArray) : full([channels], 1);
  const beta = center ? (rest.shift() as NdArray) : full([channels], 0);
  const [movingMean, movingVariance] = rest;
  const mean = (a: NdArray): NdArray =>
    reduce(
      a,
      [...x.shape.keys()].slice(0, -1),
      (values) => values.reduce((s, v) => s + v, 0) / values.length,
    );
  const batchMean = mean(x);
  const batchVariance = mean(zip((v, m) => (v - m) ** 2, x, batchMean));
  const [m, v] = training ? [batchMean, batchVariance] : [movingMean, movingVariance];
  const inverse = map(v, (value) => 1 / Math.sqrt(value + epsilon));
  const normal = zip((value, centre, factor) => (value - centre) * factor, x, m, inverse);
  const follow = (moving: NdArray, batch: NdArray): NdArray =>
    zip((old, now) => old * momentum + now * (1 - momentum), moving, batch);
  const rows = x.data.length / channels;
  const back: Backward = (dy) => {
    const sums = (a: NdArray): NdArray => map(mean(a), (value) => value * rows);
    const [dGamma, dBeta] = [sums(zip((g, n) => g * n, dy, normal)), sums(dy)];
    const share = training ? 1 / rows : 0;
    const dx = zip(
      (g, n, scaled, factor, dg, db) => scaled * factor * (g - share * (db + n * dg)),
      dy,
      normal,
      gamma,
      inverse,
      dGamma,
      dBeta,
    );
    const nothing = full([channels], 0);
    return { dx, weights: [...(scale ? [dGamma] : []), ...(center ? [dBeta] : []), nothing, nothing] };
  };
  return {
    y: zip((n, a, b) => n * a + b, normal, gamma, beta),
    back,
    weights: training
      ? [...weights.slice(0, -2), follow(movingMean, batchMean), follow(movingVariance, batchVariance)]
      : weights,
  };
}

export interface Conv2d extends Geometry {
  type: 'conv2d';
  filters: number;
  kernelSize: number;
  activation?: 'relu';
}

/** Without the activation. */
export function convolution(layer: Conv2d, [kernel, bias]: readonly NdArray[], x: NdArray): LayerPass {
  const y = zip((value, b) => value + b, conv2d(x, kernel, layer), bias);
  const [rows, height, width, channels] = x.shape;
  const [kh, kw, , filters] = kernel.shape;
  const [v, h] = [axisOf(height, kh, layer), axisOf(width, kw, layer)];
  const back: Backward = (dy) => {
    const [dx, dKernel, dBias] = [full(x.shape, 0), full(kernel.shape, 0), full(bias.shape, 0)];
    dy.data.forEach((g, at) => {
      const f = at % filters;
      const ox = Math.floor(at / filters) % h.windows;
      const oy = Math.floor(at / filters / h.windows) % v.windows;
      const n = Math.floor(at / filters / h.windows / v.windows);
      dBias.data[f] += g;
      for (let k = 0; k < kh * kw * channels; k++) {
        const c = k % channels;
        const py = oy * v.stride + Math.floor(k / channels / kw) * v.dilation - v.before;
        const px = ox * h.stride + (Math.floor(k / channels) % kw) * h.dilation - h.before;
        if (n >= rows || py < 0 || px < 0 || py >= height || px >= width) continue;
        const i = ((n * height + py) * width + px) * channels + c;
        dx.data[i] += g * kernel.data[k * filters + f];
        dKernel.data[k * filters + f] += g * x.data[i];
      }
    });
    return { dx, weights: [dKernel, dBias] };
  };
  return { y, back };
}

/** The largest of 2 by 2 elements; the gradient goes to the first of equals. */
export function maxPooling2d(x: NdArray): LayerPass {
  const [rows, height, width, channels] = x.shape;
  const shape = [rows, Math.floor(height / 2), Math.floor(width / 2), channels];
  const sources: number[] = [];
  for (let n = 0; n < rows; n++) {
    for (let oy = 0; oy < shape[1]; oy++) {
      for (let ox = 0; ox < shape[2]; ox++) {
        for (let c = 0; c < channels; c++) {
          const places = [0, 1, 2, 3].map(
            (k) => ((n * height + 2 * oy + (k >> 1)) * width + 2 * ox + (k & 1)) * channels + c,
          );
          sources.push(places.reduce((best, place) => (x.data[place] > x.data[best] ? place : best)));
        }
      }
    }
  }
  const back: Backward = (dy) => {
    const dx = full(x.shape, 0);
    for (const [at, source] of sources.entries()) dx.data[source] += dy.data[at];
    return { dx, weights: [] };
  };
  return { y: fromFlat(sources.map((source) => x.data[source]), shape), back }; // biome-ignore format: short
}
