/**
 * What Keras 3's variance-scaling initializers draw from.
 * Source: keras/src/initializers/random_initializers.py.
 */

export type InitializerName =
  | 'glorotUniform'
  | 'glorotNormal'
  | 'heUniform'
  | 'heNormal'
  | 'lecunUniform'
  | 'lecunNormal';

/** The standard deviation of a standard normal that is cut off at two standard deviations. */
export const truncatedDeviation = 0.87962566103423978;

/** The inputs and outputs of a dense kernel, or of a convolution kernel [..., inputs, outputs]. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2) {
    return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  }
  const field = shape.slice(0, -2).reduce((product, n) => product * n, 1);
  return { fanIn: field * shape[shape.length - 2], fanOut: field * shape[shape.length - 1] };
}

export interface Distribution {
  /** The values' standard deviation. */
  readonly stddev: number;
  /** No value is farther from 0: the uniform limit, or two deviations of the untruncated normal. */
  readonly limit: number;
}

/** The spread of an initializer for a shape. */
export function distributionOf(name: InitializerName, shape: readonly number[]): Distribution {
  const { fanIn, fanOut } = fans(shape);
  const variance = {
    glorot: 1 / Math.max(1, (fanIn + fanOut) / 2),
    he: 2 / Math.max(1, fanIn),
    lecun: 1 / Math.max(1, fanIn),
  }[name.replace(/Uniform|Normal/, '') as 'glorot' | 'he' | 'lecun'];
  const stddev = Math.sqrt(variance);
  const limit = name.endsWith('Uniform') ? Math.sqrt(3 * variance) : (2 * stddev) / truncatedDeviation;
  return { stddev, limit };
}
