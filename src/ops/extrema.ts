import wgsl from '../../shaders/elementwise/extrema.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { defineBinary } from './define.ts';

/** 1 where a > b, 0 where a < b, 1/2 where they are equal. */
const maximumShare = defineBinary({ name: 'maximumShare', float: wgsl.functions.maximum_share, cost: 2 });

/** The larger of two; NaN where either is NaN. In a tie each gets half of the derivative. */
export const maximum = defineBinary({
  name: 'maximum',
  float: wgsl.functions.maximum,
  int: wgsl.functions.maximum_i32,
  cost: 3,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(maximumShare(a, b)), dy.mul(maximumShare(b, a))],
});

/** The smaller of two; NaN where either is NaN. In a tie each gets half of the derivative. */
export const minimum = defineBinary({
  name: 'minimum',
  float: wgsl.functions.minimum,
  int: wgsl.functions.minimum_i32,
  cost: 3,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(maximumShare(b, a)), dy.mul(maximumShare(a, b))],
});

/** Limits elements to [low, high]; NaN stays NaN. */
export const clip = (x: TensorLike, low: number, high: number): Tensor => minimum(maximum(x, low), high);
