import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { FunctionLayer } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';
import { type Sides, sidesOf } from './sides.ts';

export interface Cropping2dOptions extends LayerOptions {
  /** One number for all sides, [vertical, horizontal], or [[top, bottom], [left, right]]. Default 0. */
  readonly cropping?: Sides;
}

/** Without some rows and columns on each side: [height, width, channels], both shorter. Keras: Cropping2D. */
export function cropping2d(options: Cropping2dOptions = {}): Layer {
  const [[top, bottom], [left, right]] = sidesOf('layers.cropping2d', 'cropping', options.cropping ?? 0);
  return new FunctionLayer('cropping2d', options, {
    options: ['cropping'],
    call(x) {
      const [rows, height, width, channels] = x.shape;
      return x.slice([0, top, left, 0], [rows, height - top - bottom, width - left - right, channels]);
    },
    axes: SPATIAL_AXES[2],
    outputShape(shape) {
      const [height, width] = [shape[0] - top - bottom, shape[1] - left - right];
      if (height > 0 && width > 0) return [height, width, shape[2]];
      throw new ShapeError(`layers.cropping2d: nothing is left of examples of shape ${shapeText(shape)}.`);
    },
  });
}
