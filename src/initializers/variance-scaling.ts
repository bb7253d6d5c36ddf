import { ArgumentError } from '../core/errors.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { fill, type Initializer, type SeedOptions } from './initializer.ts';
import { truncatedStandardNormal } from './truncated-normal.ts';

export interface VarianceScalingOptions extends SeedOptions {
  /** Default 1. */
  readonly scale?: number;
  /** What the variance is divided by. Default 'fanIn'. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAvg';
  /** Default 'truncatedNormal'. */
  readonly distribution?: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
}

/** The standard deviation that truncation at two leaves of a standard normal. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Random values with variance `scale / fan`. Source: He et al., "Delving Deep into Rectifiers",
 * arXiv 1502.01852; the formulas are Keras's.
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal', seed } = options;
  if (!(scale > 0)) {
    throw new ArgumentError(`initializers.varianceScaling: scale must be a positive number, got ${scale}.`);
  }
  return {
    name: 'varianceScaling',
    values(shape) {
      const { fanIn, fanOut } = fans(shape);
      const fan = mode === 'fanIn' ? fanIn : mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
      const variance = scale / Math.max(1, fan);
      if (distribution === 'uniform') {
        const limit = Math.sqrt(3 * variance);
        return fill(shape, seed, (random) => limit * (2 * random.uniform() - 1));
      }
      const stddev = Math.sqrt(variance);
      if (distribution === 'untruncatedNormal')
        return fill(shape, seed, (random) => stddev * random.normal());
      return fill(shape, seed, (random) => (stddev / TRUNCATED_STDDEV) * truncatedStandardNormal(random));
    },
  };
}

/** Inputs and outputs of one unit: the last two axes are channels, those before them the receptive field. */
function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0], fanOut: shape[0] };
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: shape[shape.length - 2] * field, fanOut: shape[shape.length - 1] * field };
}
