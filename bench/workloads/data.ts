import { placed, rowSizes, sizeOf } from './shapes.ts';
import type { Kernel, Training } from './workload.ts';

/** Row-major; x is [rows, ...inputShape], y [rows, outputs]: one number a row, or a class as one-hot. */
export interface Data {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
}

/** A layer's kernel and bias; or gamma, beta, moving mean and moving variance; or nothing. */
export type LayerWeights = readonly Weight[];

export interface Weight {
  readonly values: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/** The first tutorial's points. */
const LABELS = [5.0, 8.8, 9.6, 14.2, 18.8, 19.5, 21.4, 26.8, 28.9, 32.0, 33.8, 38.2];

/** The same on every engine and every machine: the points, a noisy function, or noisy copies of one prototype per class. */
export function dataOf(workload: Training): Data {
  const rows = workload.batchSize * workload.batches;
  if (workload.group === 'linear') {
    const points = Array.from({ length: rows }, (_, row) => row % LABELS.length);
    return {
      x: Float32Array.from(points, (point) => point + 1),
      y: Float32Array.from(points, (point) => LABELS[point]),
    };
  }
  const random = randomNumbers(1);
  const { input, output } = rowSizes(workload);
  const prototypes = uniform(random, output * input, -1, 1).map((value) => Math.max(0, value));
  const x = new Float32Array(rows * input);
  const y = new Float32Array(rows * output);
  for (let row = 0; row < rows; row++) {
    const kind = Math.floor(output * random());
    for (let k = 0; k < input; k++) {
      x[row * input + k] = 0.7 * prototypes[kind * input + k] + 0.3 * random();
    }
    if (workload.loss === 'categoricalCrossentropy') y[row * output + kind] = 1;
    else y[row] = 4 * x[row * input] + Math.sin(6 * x[row * input + 1]);
  }
  return { x, y };
}

/** Of every layer in turn: Glorot-uniform kernels and zero biases; a normalization as Keras begins with it. */
export function initialWeightsOf(workload: Training): LayerWeights[] {
  const random = randomNumbers(2);
  return placed(workload).map(({ spec, before, after }): Weight[] => {
    if (spec.type === 'batchNormalization') {
      const shape = [sizeOf(before)];
      return [1, 0, 0, 1].map((value) => ({ values: new Float32Array(shape[0]).fill(value), shape }));
    }
    if (spec.type !== 'dense' && spec.type !== 'conv2d') return [];
    const window = spec.type === 'dense' ? [] : [spec.kernelSize, spec.kernelSize];
    const [fanIn, fanOut] = [before, after].map((shape) => shape[shape.length - 1]);
    const limit = Math.sqrt(6 / (sizeOf(window) * (fanIn + fanOut)));
    const shape = [...window, fanIn, fanOut];
    return [
      { values: uniform(random, sizeOf(shape), -limit, limit), shape },
      { values: new Float32Array(fanOut), shape: [fanOut] },
    ];
  });
}

/**
 * What an operation works on: A and B; x and y; x; parameters and gradients. Positive, so that sums can be
 * compared; what is summed is 0 or 1, whose sums are exact in any order.
 */
export function operandsOf({ operation }: Kernel): Float32Array<ArrayBuffer>[] {
  const random = randomNumbers(3);
  if (operation.op === 'sum') return [uniform(random, operation.size, 0, 2).map(Math.floor)];
  const sizes =
    operation.op === 'matmul'
      ? [operation.m * operation.k, operation.k * operation.n]
      : [operation.size, operation.size];
  return sizes.map((size) => uniform(random, size, 0.1, 1));
}

function uniform(random: () => number, size: number, low: number, high: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(size);
  for (let k = 0; k < size; k++) values[k] = low + (high - low) * random();
  return values;
}

/** Numbers in [0, 1). Source: mulberry32 by Tommy Ettinger, public domain. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
