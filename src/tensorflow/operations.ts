import type { DType } from '../core/dtype.ts';
import type { Shape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { arange, full } from '../ops/creation.ts';
import { clip } from '../ops/extrema.ts';
import { matmul } from '../ops/matmul.ts';
import { type NormalOptions, normal, type UniformOptions, uniform } from '../ops/random.ts';
import { topK } from '../ops/sort.ts';
import { mean } from '../ops/sum.ts';
import { variance } from '../ops/variance.ts';

export { clip as clipByValue, full as fill, topK as topk };

/** `gl.matmul`. TensorFlow.js: matMul. */
export const matMul = (a: TensorLike, b: TensorLike, transposeA = false, transposeB = false): Tensor =>
  matmul(a, b, { transposeA, transposeB });

/** `gl.arange`, float32 by default. TensorFlow.js: range. */
export const range = (start: number, stop: number, step = 1, dtype: DType = 'float32'): Tensor =>
  arange(start, stop, step).cast(dtype);

/** Mean and variance over axes (default: all). TensorFlow.js: moments. */
export const moments = (
  x: TensorLike,
  axis?: number | readonly number[],
  keepDims = false,
): { mean: Tensor; variance: Tensor } => ({
  mean: mean(x, axis, { keepDims }),
  variance: variance(x, axis, { keepDims }),
});

/** `gl.normal`, with options or as TensorFlow.js has it: (shape, mean, standard deviation, dtype, seed). */
export const randomNormal = (
  shape: Shape,
  mean: number | NormalOptions = {},
  stddev = 1,
  dtype: DType = 'float32',
  seed?: number,
): Tensor => normal(shape, typeof mean === 'number' ? { mean, stddev, seed } : mean).cast(dtype);

/** `gl.uniform`, with options or as TensorFlow.js has it: (shape, least, bound, dtype, seed). */
export const randomUniform = (
  shape: Shape,
  minval: number | UniformOptions = {},
  maxval = 1,
  dtype: DType = 'float32',
  seed?: number,
): Tensor => uniform(shape, typeof minval === 'number' ? { minval, maxval, seed } : minval).cast(dtype);
