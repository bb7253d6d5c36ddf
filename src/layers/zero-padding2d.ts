import { FunctionLayer } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';
import { type Sides, sidesOf } from './sides.ts';

export interface ZeroPadding2dOptions extends LayerOptions {
  /** One number for all sides, [vertical, horizontal], or [[top, bottom], [left, right]]. Default 1. */
  readonly padding?: Sides;
}

/** Rows and columns of zeros around: [height, width, channels], both longer. Keras: ZeroPadding2D. */
export function zeroPadding2d(options: ZeroPadding2dOptions = {}): Layer {
  const sides = sidesOf('layers.zeroPadding2d', 'padding', options.padding ?? 1);
  const [[top, bottom], [left, right]] = sides;
  return new FunctionLayer('zeroPadding2d', options, {
    options: ['padding'],
    call: (x) => x.pad([[0, 0], ...sides, [0, 0]]),
    axes: SPATIAL_AXES[2],
    outputShape: ([height, width, channels]) => [height + top + bottom, width + left + right, channels],
  });
}
