import { ArgumentError } from '../core/errors.ts';
import { FunctionLayer } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';

type Pair<T> = readonly [T, T];

export interface ZeroPadding2dOptions extends LayerOptions {
  /** One number for all sides, [vertical, horizontal], or [[top, bottom], [left, right]]. Default 1. */
  readonly padding?: number | Pair<number> | Pair<Pair<number>>;
}

/** Rows and columns of zeros around: [height, width, channels], both longer. Keras: ZeroPadding2D. */
export function zeroPadding2d(options: ZeroPadding2dOptions = {}): Layer {
  const { padding = 1 } = options;
  const perAxis = typeof padding === 'number' ? [padding, padding] : padding;
  const sides = perAxis.map((pair): Pair<number> => (typeof pair === 'number' ? [pair, pair] : pair));
  const valid = (pair: Pair<number>) => pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= 0);
  if (sides.length !== 2 || !sides.every(valid)) {
    throw new ArgumentError(
      'layers.zeroPadding2d: padding must be a non-negative integer, two of them, or two pairs, ' +
        `got ${JSON.stringify(padding)}.`,
    );
  }
  return new FunctionLayer('zeroPadding2d', options, {
    call: (x) => x.pad([[0, 0], ...sides, [0, 0]]),
    axes: SPATIAL_AXES[2],
    outputShape: ([height, width, channels]) => [
      height + sides[0][0] + sides[0][1],
      width + sides[1][0] + sides[1][1],
      channels,
    ],
  });
}
