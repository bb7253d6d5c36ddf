import type { Tensor } from '../graph/tensor.ts';
import type { RandomOptions } from '../ops/random.ts';
import { dropTogether } from './dropout.ts';
import { type Layer, SPATIAL_AXES } from './layer.ts';
import { type RateOptions, randomly } from './randomly.ts';

/** Dropout that takes or leaves whole channels of an example. */
export const spatialDropout = (kind: string, spatialRank: 1 | 2, options: RateOptions | number): Layer =>
  randomly(kind, options, dropChannels, { axes: SPATIAL_AXES[spatialRank] });

function dropChannels(x: Tensor, rate: number, stream: RandomOptions): Tensor {
  const perChannel = x.shape.map((n, d) => (d === 0 || d === x.rank - 1 ? n : 1));
  return dropTogether(x, perChannel, rate, stream);
}
