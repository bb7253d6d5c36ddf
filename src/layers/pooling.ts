import type { Tensor } from '../graph/tensor.ts';
import { type PerAxis, perAxis, windowsFor } from '../ops/geometry.ts';
import type { maxPool2d, PoolOptions } from '../ops/pool.ts';
import { FunctionLayer, type LayerFunction } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';
import { POOLING } from './option-names.ts';

export interface PoolingOptions extends LayerOptions, PoolOptions {
  /** Extent of a window: one number for all axes, or one each. Default 2. */
  readonly poolSize?: PerAxis;
}

/** One value for each window and channel. */
export function pooling(
  kind: string,
  spatialRank: 1 | 2,
  op: typeof maxPool2d,
  options: PoolingOptions,
): Layer {
  const { poolSize = 2, strides, padding } = options;
  const call = `layers.${kind}`;
  const kernel = perAxis(call, 'poolSize', poolSize, spatialRank);
  const request = { call, kernel, strides: strides ?? kernel, padding };
  // Refuses what no input could mend.
  windowsFor([1, ...kernel, 1], request);
  return new FunctionLayer(kind, options, {
    options: POOLING,
    call: (x) => op(x, kernel, { strides, padding }),
    axes: SPATIAL_AXES[spatialRank],
    outputShape: (shape) => [
      ...windowsFor([1, ...shape], request).map(({ windows }) => windows),
      shape[spatialRank],
    ],
  });
}

export interface GlobalPoolingOptions extends LayerOptions {
  /** Keep the spatial axes with length 1. Default false. */
  readonly keepDims?: boolean;
}

/** One value for each channel. */
export function globalPooling(
  kind: string,
  spatialRank: 1 | 2,
  op: (x: Tensor, mask: Tensor | null) => Tensor,
  options: GlobalPoolingOptions,
  mask?: LayerFunction['mask'],
): Layer {
  const { keepDims = false } = options;
  const ones = keepDims ? new Array<number>(spatialRank).fill(1) : [];
  return new FunctionLayer(kind, options, {
    options: ['keepDims'],
    call: (x, { masks }) =>
      op(x, masks?.[0] ?? null).reshape([x.shape[0], ...ones, x.shape[1 + spatialRank]]),
    axes: SPATIAL_AXES[spatialRank],
    mask,
    outputShape: (shape) => [...ones, shape[spatialRank]],
  });
}
