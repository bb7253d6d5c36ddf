import { type DropoutOptions, randomly } from './dropout.ts';
import { type Layer, SPATIAL_AXES } from './layer.ts';
import { dropChannels } from './spatial-dropout.ts';

/** As dropout, but a channel of an example [height, width, channels] is dropped as a whole. Keras: SpatialDropout2D. */
export const spatialDropout2d = (options: DropoutOptions | number): Layer =>
  randomly('spatialDropout2d', options, dropChannels, SPATIAL_AXES[2]);
