import { type ColumnScale, Scaler } from './scaler.ts';

export interface StandardScalerOptions {
  /** Subtract the mean. Default true. */
  readonly withMean?: boolean;
  /** Divide by the standard deviation. Default true. */
  readonly withStd?: boolean;
}

class StandardScaler extends Scaler {
  /** Mean and population variance of every column that `fit` saw. */
  mean: number[] = [];
  variance: number[] = [];
  readonly #options: StandardScalerOptions;

  constructor(options: StandardScalerOptions) {
    super('data.standardScaler');
    this.#options = options;
  }

  override fit(x: Parameters<Scaler['fit']>[0]): this {
    this.mean = [];
    this.variance = [];
    return super.fit(x);
  }

  protected measure(values: Float64Array): ColumnScale {
    const { withMean = true, withStd = true } = this.#options;
    const count = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    this.mean.push(mean);
    this.variance.push(variance);
    // What rounding alone makes of a constant column.
    const noise = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
    const factor = withStd && variance > noise ? 1 / Math.sqrt(variance) : 1;
    return { center: withMean ? mean : 0, factor, shift: 0 };
  }
}

/**
 * Gives every column mean 0 and standard deviation 1 (of the population); constant columns become 0.
 * Source: scikit-learn's StandardScaler.
 */
export const standardScaler = (options: StandardScalerOptions = {}): StandardScaler =>
  new StandardScaler(options);
