import { type PerAxis, perAxis } from '../ops/geometry.ts';
import { FunctionLayer } from './function-layer.ts';
import { type Layer, type LayerOptions, SPATIAL_AXES } from './layer.ts';

export interface UpSampling2dOptions extends LayerOptions {
  /** How often each row and column is repeated: one number, or [rows, columns]. Default 2. */
  readonly size?: PerAxis;
}

/**
 * Rows and columns repeated (interpolation 'nearest'): [height, width, channels] ->
 * [height * size, width * size, channels]. Keras: UpSampling2D.
 */
export function upSampling2d(options: UpSampling2dOptions = {}): Layer {
  const { size = 2 } = options;
  const [down, across] = perAxis('layers.upSampling2d', 'size', size, 2);
  return new FunctionLayer('upSampling2d', options, {
    call: (x) => x.repeat(down, 1).repeat(across, 2),
    axes: SPATIAL_AXES[2],
    outputShape: ([height, width, channels]) => [height * down, width * across, channels],
  });
}
