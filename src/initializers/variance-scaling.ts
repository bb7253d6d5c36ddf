import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import type { RandomStream } from '../core/random.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { fill, type Initializer, type SeedOptions } from './initializer.ts';
import { truncatedStandardNormal } from './truncated-normal.ts';

export interface VarianceScalingOptions extends SeedOptions {
  /** Default 1. */
  readonly scale?: number;
  /** What the variance is divided by. Default 'fanIn'. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAvg';
  /** Default 'truncatedNormal', which is also what 'normal' means. */
  readonly distribution?: 'truncatedNormal' | 'normal' | 'untruncatedNormal' | 'uniform';
}

/** The standard deviation that truncation at two leaves of a standard normal. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Random values with variance `scale / fan`. Source: He et al., "Delving Deep into Rectifiers",
 * arXiv 1502.01852; the formulas are Keras's.
 */
export function varianceScaling({
  scale = 1,
  mode = 'fanIn',
  distribution = 'truncatedNormal',
  seed,
}: VarianceScalingOptions = {}): Initializer {
  const call = 'initializers.varianceScaling';
  if (!(scale > 0)) throw new ArgumentError(`${call}: scale must be a positive number, got ${scale}.`);
  const fanOf = lookUp(call, 'mode', mode, MODES);
  const make = lookUp(call, 'distribution', distribution, DISTRIBUTIONS);
  return {
    name: 'varianceScaling',
    config: { scale, mode, distribution, seed },
    values: (shape) => fill(shape, seed, make(Math.sqrt(scale / Math.max(1, fanOf(fans(shape)))))),
  };
}

interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

const MODES: Readonly<Record<string, (fans: Fans) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAvg: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
};

const truncated = (stddev: number) => (random: RandomStream) =>
  (stddev / TRUNCATED_STDDEV) * truncatedStandardNormal(random);

/** How a value with this standard deviation is drawn. */
const DISTRIBUTIONS: Readonly<Record<string, (stddev: number) => (random: RandomStream) => number>> = {
  truncatedNormal: truncated,
  normal: truncated,
  untruncatedNormal: (stddev) => (random) => stddev * random.normal(),
  uniform: (stddev) => (random) => Math.sqrt(3) * stddev * (2 * random.uniform() - 1),
};

/** Inputs and outputs of one unit: the last two axes are channels, those before them the receptive field. */
function fans(shape: Shape): Fans {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0], fanOut: shape[0] };
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: shape[shape.length - 2] * field, fanOut: shape[shape.length - 1] * field };
}
