import { ArgumentError } from '../core/errors.ts';
import { nextSeed, normal } from '../ops/random.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface GaussianNoiseOptions extends LayerOptions {
  /** Standard deviation of the noise, at least 0. */
  readonly stddev: number;
  /** Default: drawn from the global seed. */
  readonly seed?: number;
}

/** In training adds normally distributed noise with mean 0; else passes its input on. Keras: GaussianNoise. */
export function gaussianNoise(given: GaussianNoiseOptions | number): Layer {
  const asked: GaussianNoiseOptions = typeof given === 'number' ? { stddev: given } : given;
  const { stddev, seed = nextSeed() } = asked;
  if (!(stddev >= 0 && Number.isFinite(stddev))) {
    throw new ArgumentError(
      `layers.gaussianNoise: stddev must be a finite number of at least 0, got ${String(stddev)}.`,
    );
  }
  const options: GaussianNoiseOptions = { ...asked, seed };
  return new FunctionLayer('gaussianNoise', options, {
    options: ['stddev', 'seed'],
    call: (x, { training, iteration }) =>
      training ? x.add(normal(x.shape, { stddev, seed, counter: iteration })) : x,
    mask: 'kept',
  });
}
