import type { Layer } from './layer.ts';
import type { RateOptions } from './randomly.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** As dropout, but a channel of an example [height, width, channels] is dropped as a whole. Keras: SpatialDropout2D. */
export const spatialDropout2d = (options: RateOptions | number): Layer =>
  spatialDropout('spatialDropout2d', 2, options);
