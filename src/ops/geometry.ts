import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Window } from './windows.ts';

/** One number for every spatial axis, or one each. */
export type PerAxis = number | readonly number[];

/** 'valid': windows lie inside. 'same': as many windows as elements / stride. 'causal' (one axis): all padding in front. */
export type Padding = 'valid' | 'same' | 'causal';

export interface ConvolutionOptions {
  /** Steps between windows. Default 1. */
  readonly strides?: PerAxis;
  /** Default 'valid'. */
  readonly padding?: Padding;
  /** Steps between the elements of a window. Default 1. */
  readonly dilationRate?: PerAxis;
}

export interface WindowRequest extends ConvolutionOptions {
  readonly call: string;
  readonly kernel: readonly number[];
}

/** The windows of a kernel over the spatial axes of a shape [rows, ...spatial, channels], as in Keras. */
export function windowsFor(shape: Shape, request: WindowRequest): Window[] {
  const { call, kernel, padding = 'valid' } = request;
  const rank = kernel.length;
  const strides = perAxis(call, 'strides', request.strides ?? 1, rank);
  const dilations = perAxis(call, 'dilationRate', request.dilationRate ?? 1, rank);
  const names = rank === 1 ? ['valid', 'same', 'causal'] : ['valid', 'same'];
  if (!names.includes(padding)) {
    throw new ArgumentError(`${call}: expected padding ${names.join(' or ')}, got ${String(padding)}.`);
  }
  return kernel.map((size, d) => {
    const length = shape[1 + d];
    const [stride, dilation] = [strides[d], dilations[d]];
    const reach = (size - 1) * dilation + 1;
    if (padding === 'valid' && length < reach) {
      throw new ShapeError(
        `${call}: a window of ${reach} elements does not fit into axis ${1 + d} of shape ${shapeText(shape)}. ` +
          "Use a smaller kernel or padding: 'same'.",
      );
    }
    const windows =
      padding === 'valid' ? Math.floor((length - reach) / stride) + 1 : Math.ceil(length / stride);
    const missing = Math.max((windows - 1) * stride + reach - length, 0);
    const before = { valid: 0, same: Math.floor(missing / 2), causal: reach - 1 }[padding];
    return { kernel: size, windows, stride, dilation, offset: -before || 0, spread: 1 };
  });
}

export interface TransposedOptions extends ConvolutionOptions {
  /** 'causal' makes no sense here. Default 'valid'. */
  readonly padding?: 'valid' | 'same';
  /**
   * Elements behind those that an axis gets at least, for each axis less than its stride. Default: with
   * padding 'same' as many as make it `strides` times as long, with 'valid' as the stride exceeds the kernel.
   */
  readonly outputPadding?: PerAxis | null;
}

/** What a transposed convolution makes of a spatial axis. */
export interface TransposedAxis {
  readonly length: number;
  /** The windows of the convolution that it reverses. */
  readonly window: Window;
}

/**
 * What a transposed convolution makes of each spatial axis of [...spatial, channels]. Source: Keras 3,
 * backend/common/backend_utils.py.
 */
export function transposedAxes(
  call: string,
  shape: Shape,
  kernel: readonly number[],
  { strides = 1, padding = 'valid', dilationRate = 1, outputPadding = null }: TransposedOptions,
): TransposedAxis[] {
  const rank = kernel.length;
  const steps = perAxis(call, 'strides', strides, rank);
  const dilations = perAxis(call, 'dilationRate', dilationRate, rank);
  const more = outputPadding === null ? null : perAxis(call, 'outputPadding', outputPadding, rank, 0);
  if (padding !== 'valid' && padding !== 'same') {
    throw new ArgumentError(`${call}: expected padding valid or same, got ${String(padding)}.`);
  }
  if (more?.some((n, d) => n >= steps[d])) {
    throw new ArgumentError(
      `${call}: outputPadding must be less than strides, got ${JSON.stringify(outputPadding)} and ${JSON.stringify(strides)}.`,
    );
  }
  return kernel.map((size, d) => {
    const stride = steps[d];
    const reach = (size - 1) * dilations[d] + 1;
    const kept = padding === 'valid' ? reach : reach % 2;
    const missing = padding === 'valid' ? Math.max(stride - reach, 0) : stride - kept;
    const length = (shape[d] - 1) * stride + kept + (more?.[d] ?? missing);
    // What 'same' leaves out on both sides, the odd one behind.
    const cut = padding === 'valid' ? 0 : Math.max(reach - kept - (more?.[d] ?? missing), 0);
    const offset = -Math.floor(cut / 2) || 0;
    const window = { kernel: size, windows: shape[d], stride, dilation: dilations[d], offset, spread: 1 };
    return { length, window };
  });
}

/** Checks that x is [rows, ...spatial, channels] of float32 with so many spatial axes. */
export function requireImage(call: string, x: Tensor, spatialRank: number): void {
  if (x.rank === spatialRank + 2) return;
  const axes = spatialRank === 1 ? '[rows, steps, channels]' : '[rows, height, width, channels]';
  throw new ShapeError(`${call}: expected x of shape ${axes}, got ${shapeText(x.shape)}.`);
}

/** One integer of at least `least` for each spatial axis. */
export function perAxis(
  call: string,
  name: string,
  value: PerAxis,
  rank: number,
  least = 1,
): readonly number[] {
  const list: readonly number[] | undefined =
    typeof value === 'number' ? new Array<number>(rank).fill(value) : value;
  if (list?.length === rank && list.every((n) => Number.isInteger(n) && n >= least)) return list;
  throw new ArgumentError(
    `${call}: expected ${name} to be a ${least > 0 ? 'positive' : 'non-negative'} integer or ${rank} of them, ` +
      `got ${JSON.stringify(value)}.`,
  );
}
