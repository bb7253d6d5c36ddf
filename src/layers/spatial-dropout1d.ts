import { type DropoutOptions, randomly } from './dropout.ts';
import { type Layer, SPATIAL_AXES } from './layer.ts';
import { dropChannels } from './spatial-dropout.ts';

/** As dropout, but a channel of an example [steps, channels] is dropped as a whole. Keras: SpatialDropout1D. */
export const spatialDropout1d = (options: DropoutOptions | number): Layer =>
  randomly('spatialDropout1d', options, dropChannels, SPATIAL_AXES[1]);
