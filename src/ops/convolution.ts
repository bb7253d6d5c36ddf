import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sizeOf } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import {
  type ConvolutionOptions,
  requireImage,
  type TransposedOptions,
  transposedAxes,
  windowsFor,
} from './geometry.ts';
import { autocastProduct } from './half.ts';
import { withGradient } from './stop-gradient.ts';
import { adjoint, type Window, windowsOf } from './windows.ts';

/**
 * Convolution (as in all of deep learning, without flipping the kernel) over one axis. Keras: ops.conv.
 *
 * @formula y[r, i, f] = sum over k, c of x[r, i * stride + k * dilation, c] * kernel[k, c, f]
 * @shape x [rows, steps, channels], kernel [size, channels, filters] → [rows, windows, filters]
 * @gradient dx = dy convolved with the kernel, axes reversed; dkernel = windows of x, transposed, times dy
 * @example
 * const x = gl.tensor([1, 2, 3, 4], [1, 4, 1]);
 * const kernel = gl.tensor([1, -1], [2, 1, 1]);
 * gl.conv1d(x, kernel).reshape([-1]) // [-1. -1. -1.]
 */
export const conv1d = (x: TensorLike, kernel: TensorLike, options: ConvolutionOptions = {}): Tensor =>
  conv('conv1d', 1, x, kernel, options);

/**
 * Convolution over images, without flipping the kernel. Keras: ops.conv.
 *
 * @formula y[r, i, j, f] = sum over k, l, c of x[r, i * stride + k * dilation, j * stride + l * dilation,
 *   c] * kernel[k, l, c, f]
 * @shape x [rows, height, width, channels], kernel [height, width, channels, filters] → [rows, ...,
 *   filters]
 * @gradient dx = dy convolved with the kernel, axes reversed; dkernel = windows of x, transposed, times dy
 * @example
 * const x = gl.arange(9).reshape([1, 3, 3, 1]);
 * gl.conv2d(x, gl.ones([2, 2, 1, 1])).reshape([2, 2])
 * // [[ 8. 12.]
 * //  [20. 24.]]
 */
export const conv2d = (x: TensorLike, kernel: TensorLike, options: ConvolutionOptions = {}): Tensor =>
  conv('conv2d', 2, x, kernel, options);

/**
 * Convolution in which each channel has filters of its own. Keras: ops.depthwise_conv.
 *
 * @formula y[r, i, j, c * multiplier + m] = sum over k, l of x[r, i + k, j + l, c] * kernel[k, l, c, m]
 * @shape x [rows, height, width, channels], kernel [height, width, channels, multiplier] → [rows, ...,
 *   channels * multiplier]
 * @gradient dx = dy convolved with the kernel, axes reversed; dkernel = windows of x, transposed, times dy
 * @example
 * const x = gl.ones([1, 2, 2, 2]);
 * const kernel = gl.tensor([1, 2], [1, 1, 2, 1]);
 * gl.depthwiseConv2d(x, kernel).reshape([4, 2])
 * // [[1. 2.]
 * //  [1. 2.]
 * //  [1. 2.]
 * //  [1. 2.]]
 */
export function depthwiseConv2d(x: TensorLike, kernel: TensorLike, options: ConvolutionOptions = {}): Tensor {
  const call = 'depthwiseConv2d';
  const [input, filter] = operands(call, 2, x, kernel);
  requireChannels(call, input, filter, filter.shape[2]);
  const windows = windowsFor(input.shape, { call, kernel: filter.shape.slice(0, 2), ...options });
  return autocastProduct(input, filter, (image, weights) => convolveEach(image, weights, windows));
}

/**
 * The derivative of conv2d with respect to its input, as an upsampling layer of its own. With 'same' each
 * axis becomes `strides` times as long, with 'valid' longer by what the kernel exceeds the stride.
 * Keras: ops.conv_transpose.
 *
 * @formula y[r, i * stride + k, j * stride + l, f] = sum of x[r, i, j, c] * kernel[k, l, f, c] over what
 *   falls there
 * @shape x [rows, height, width, channels], kernel [height, width, filters, channels] → [rows, ...,
 *   filters]
 * @gradient dx = conv2d(dy, kernel); dkernel = windows of dy, transposed, times x
 * @example
 * const x = gl.tensor([1, 2], [1, 1, 2, 1]);
 * gl.conv2dTranspose(x, gl.ones([1, 2, 1, 1]), { strides: 2 }).reshape([2, 4])
 * // [[1. 1. 2. 2.]
 * //  [0. 0. 0. 0.]]
 */
export function conv2dTranspose(x: TensorLike, kernel: TensorLike, options: TransposedOptions = {}): Tensor {
  const call = 'conv2dTranspose';
  const [input, filter] = operands(call, 2, x, kernel);
  requireChannels(call, input, filter, filter.shape[3]);
  const axes = transposedAxes(call, input.shape.slice(1), filter.shape.slice(0, 2), options);
  const windows = axes.map(({ window, length }) => adjoint(window, length));
  const swapped = filter.transpose([0, 1, 3, 2]);
  return autocastProduct(input, swapped, (image, weights) => convolve(image, weights, windows));
}

function conv(
  call: string,
  spatialRank: number,
  x: TensorLike,
  kernel: TensorLike,
  options: ConvolutionOptions,
): Tensor {
  const [input, filter] = operands(call, spatialRank, x, kernel);
  requireChannels(call, input, filter, filter.shape[spatialRank]);
  const windows = windowsFor(input.shape, { call, kernel: filter.shape.slice(0, spatialRank), ...options });
  return autocastProduct(input, filter, (image, weights) => convolve(image, weights, windows));
}

/**
 * Windows times kernel as one matrix product, whose operand is never in memory: the matmul kernel
 * reads through the view. The derivative with respect to x is such a product too, not a scattering.
 */
function convolve(x: Tensor, kernel: Tensor, windows: readonly Window[]): Tensor {
  const [channels, filters] = kernel.shape.slice(-2);
  const results = [x.shape[0], ...windows.map((window) => window.windows)];
  const inner = sizeOf(windows.map((window) => window.kernel)) * channels;
  const columnsOf = (image: Tensor): Tensor => windowsOf(image, windows).reshape([sizeOf(results), inner]);
  const product = columnsOf(x).matmul(kernel.reshape([inner, filters]));
  const swapped = [...kernel.shape.keys()].map((d, _, all) =>
    d < all.length - 2 ? d : 2 * all.length - 3 - d,
  );
  return withGradient(
    product.reshape([...results, filters]),
    [x, kernel],
    ({ inputs: [image, weights], dy, needs }) => [
      needs[0] ? convolve(dy, weights.transpose(swapped), adjoints(windows, x)) : null,
      needs[1]
        ? columnsOf(image)
            .matmul(dy.reshape([sizeOf(results), filters]), { transposeA: true })
            .reshape(kernel.shape)
        : null,
    ],
  );
}

/** The windows of the derivative with respect to x. */
const adjoints = (windows: readonly Window[], x: Tensor): Window[] =>
  windows.map((window, d) => adjoint(window, x.shape[1 + d]));

/** The same without mixing channels: sums over the windows, one kernel per channel and filter. */
function convolveEach(x: Tensor, kernel: Tensor, windows: readonly Window[]): Tensor {
  const rank = windows.length;
  const [channels, multiplier] = kernel.shape.slice(-2);
  const axes = windows.map((_, d) => 1 + rank + d);
  const results = [x.shape[0], ...windows.map((window) => window.windows)];
  const value = windowsOf(x, windows).expandDims(-1).mul(kernel).sum(axes);
  return withGradient(
    value.reshape([...results, channels * multiplier]),
    [x, kernel],
    ({ inputs: [image, weights], dy, needs }) => {
      const apart = (t: Tensor): Tensor => t.reshape([...t.shape.slice(0, -1), channels, multiplier]);
      const slopes = dy.reshape([...results, ...windows.map(() => 1), channels, multiplier]);
      return [
        needs[0]
          ? apart(windowsOf(dy, adjoints(windows, x)))
              .mul(weights)
              .sum([...axes, -1])
          : null,
        needs[1]
          ? windowsOf(image, windows)
              .expandDims(-1)
              .mul(slopes)
              .sum([...results.keys()])
          : null,
      ];
    },
  );
}

function operands(call: string, spatialRank: number, x: TensorLike, kernel: TensorLike): [Tensor, Tensor] {
  const input = cast(convert(x), 'float32');
  const filter = cast(convert(kernel), 'float32');
  requireImage(call, input, spatialRank);
  if (filter.rank !== spatialRank + 2 || filter.size === 0) {
    throw new ArgumentError(
      `${call}: expected a kernel of rank ${spatialRank + 2} without empty axes, got shape ${shapeText(filter.shape)}.`,
    );
  }
  return [input, filter];
}

function requireChannels(call: string, x: Tensor, kernel: Tensor, channels: number): void {
  if (x.shape[x.rank - 1] === channels) return;
  throw new ShapeError(
    `${call}: x of shape ${shapeText(x.shape)} has ${x.shape[x.rank - 1]} channels, ` +
      `the kernel of shape ${shapeText(kernel.shape)} expects ${channels}.`,
  );
}
