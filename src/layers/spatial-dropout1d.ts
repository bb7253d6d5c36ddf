import type { Layer } from './layer.ts';
import type { RateOptions } from './randomly.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** As dropout, but a channel of an example [steps, channels] is dropped as a whole. Keras: SpatialDropout1D. */
export const spatialDropout1d = (options: RateOptions | number): Layer =>
  spatialDropout('spatialDropout1d', 1, options);
