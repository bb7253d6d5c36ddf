import { requireKnownOptions } from '../core/messages.ts';
import { type ColumnScale, type ColumnStatistics, Scaler } from './scaler.ts';

export interface StandardScalerOptions {
  /** Subtract the mean. Default true. */
  readonly withMean?: boolean;
  /** Divide by the standard deviation. Default true. */
  readonly withStd?: boolean;
}

interface Spread extends ColumnStatistics {
  readonly mean: number;
  /** Of the population. */
  readonly variance: number;
  /** The standard deviation; 1 for a constant column. */
  readonly scale: number;
}

class StandardScaler extends Scaler<Spread> {
  readonly #options: StandardScalerOptions;

  constructor(options: StandardScalerOptions) {
    super('data.standardScaler');
    requireKnownOptions('data.standardScaler', options, ['withMean', 'withStd']);
    this.#options = options;
  }

  protected measure(values: Float64Array): Spread {
    const count = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    // What rounding alone makes of a constant column.
    const noise = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
    return { mean, variance, scale: variance > noise ? Math.sqrt(variance) : 1 };
  }

  protected scaleOf({ mean, scale }: Spread): ColumnScale {
    const { withMean = true, withStd = true } = this.#options;
    return { center: withMean ? mean : 0, factor: withStd ? 1 / scale : 1, shift: 0 };
  }
}

/**
 * Gives every column mean 0 and standard deviation 1 (of the population); constant columns become 0.
 * Source: scikit-learn's StandardScaler.
 */
export const standardScaler = (options: StandardScalerOptions = {}): StandardScaler =>
  new StandardScaler(options);
