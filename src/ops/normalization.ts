import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxes, normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';

export interface NormalizationOptions {
  /** What the normalized values are multiplied by. Default 1. */
  readonly scale?: TensorLike;
  /** What is added then. Default 0. */
  readonly offset?: TensorLike;
  /** Added to the variance. Default 1e-3, as in Keras. */
  readonly epsilon?: number;
}

export interface BatchNormOptions extends NormalizationOptions {
  /** The axis of the channels. Default -1. */
  readonly axis?: number;
}

/**
 * x normalized with one mean, variance, scale and offset for each channel. Keras: ops.batch_normalization.
 *
 * @formula y = (x - mean) / sqrt(variance + epsilon) * scale + offset
 * @shape x [..., channels], the others [channels] → the same
 * @gradient dx = dy * scale / sqrt(variance + epsilon); mean, variance, scale and offset get theirs by the
 *   same formula
 * @example
 * gl.batchNorm([[1, 2], [3, 4]], [2, 3], [1, 1])
 * // [[-0.9995 -0.9995]
 * //  [0.9995 0.9995]]
 */
export function batchNorm(
  x: TensorLike,
  mean: TensorLike,
  variance: TensorLike,
  { scale, offset, epsilon = 1e-3, axis = -1 }: BatchNormOptions = {},
): Tensor {
  const input = cast(convert(x), 'float32');
  const channel = normalizeAxis('batchNorm', axis, input.rank);
  const perChannel = (name: string, value: TensorLike): Tensor => {
    const tensor = convert(value);
    if (tensor.rank !== 1 || tensor.size !== input.shape[channel]) {
      throw new ShapeError(
        `batchNorm: expected ${name} of shape [${input.shape[channel]}], one number for each channel of x of shape ` +
          `${shapeText(input.shape)}, got ${shapeText(tensor.shape)}.`,
      );
    }
    return tensor.reshape(input.shape.map((n, d) => (d === channel ? n : 1)));
  };
  const inverse = perChannel('variance', variance).add(epsilon).rsqrt();
  const factor = scale === undefined ? inverse : inverse.mul(perChannel('scale', scale));
  const normalized = input.sub(perChannel('mean', mean)).mul(factor);
  return offset === undefined ? normalized : normalized.add(perChannel('offset', offset));
}

export interface LayerNormOptions extends NormalizationOptions {
  /** The axes over which mean and variance are taken. Default -1. */
  readonly axis?: number | readonly number[];
}

/**
 * x with mean 0 and variance 1 over some axes, then scaled and offset; `scale` and `offset` broadcast
 * to x. Ba et al. 2016, arXiv:1607.06450. Keras: ops.layer_normalization.
 *
 * @formula y = (x - mean(x)) / sqrt(variance(x) + epsilon) * scale + offset
 * @shape x any, scale and offset that broadcast to it → the same
 * @gradient dx = (g - mean(g) - z * mean(g * z)) / sqrt(variance + epsilon), g = dy * scale, z = the
 *   normalized x; dscale = sum(dy * z), doffset = sum(dy)
 * @example
 * gl.layerNorm([[1, 3], [5, 9]])
 * // [[-0.9995 0.9995]
 * //  [-0.9999 0.9999]]
 */
export function layerNorm(x: TensorLike, options: LayerNormOptions = {}): Tensor {
  const { scale, offset, epsilon = 1e-3, axis = -1 } = options;
  const input = cast(convert(x), 'float32');
  const axes = normalizeAxes('layerNorm', axis, input.rank);
  return affine(standardized(input, axes, epsilon), scale, offset);
}

/**
 * layerNorm over all elements of a row and a group of neighbouring channels of x [rows, ..., channels],
 * with `scale` and `offset` of shape [channels]. Wu and He 2018, arXiv:1803.08494. Keras: GroupNormalization.
 *
 * @formula y = (x - mean(x)) / sqrt(variance(x) + epsilon) * scale + offset, for each row and group of
 *   channels
 * @shape x [rows, ..., channels], scale and offset [channels] → the same
 * @gradient dx = (g - mean(g) - z * mean(g * z)) / sqrt(variance + epsilon), g = dy * scale, z = the
 *   normalized x; dscale = sum(dy * z), doffset = sum(dy)
 * @example gl.groupNorm([[1, 3, 5, 9]], 2) // [[-0.9995 0.9995 -0.9999 0.9999]]
 */
export function groupNorm(
  x: TensorLike,
  groups: number,
  { scale, offset, epsilon = 1e-3 }: NormalizationOptions = {},
): Tensor {
  const input = cast(convert(x), 'float32');
  const channels = input.shape[input.rank - 1];
  if (input.rank < 2 || !Number.isInteger(groups) || groups < 1 || channels % groups !== 0) {
    throw new ArgumentError(
      `groupNorm: expected x [rows, ..., channels] and a number of groups that divides the channels, ` +
        `got shape ${shapeText(input.shape)} and ${groups} groups.`,
    );
  }
  const grouped = input.reshape([...input.shape.slice(0, -1), groups, channels / groups]);
  const axes = [...grouped.shape.keys()].filter((d) => d !== 0 && d !== grouped.rank - 2);
  return affine(standardized(grouped, axes, epsilon).reshape(input.shape), scale, offset);
}

function standardized(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const centred = x.sub(x.mean(axes, { keepDims: true }));
  return centred.mul(centred.square().mean(axes, { keepDims: true }).add(epsilon).rsqrt());
}

function affine(x: Tensor, scale?: TensorLike, offset?: TensorLike): Tensor {
  const scaled = scale === undefined ? x : x.mul(scale);
  return offset === undefined ? scaled : scaled.add(offset);
}
