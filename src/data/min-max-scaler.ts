import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import { type ColumnScale, type ColumnStatistics, Scaler } from './scaler.ts';

export interface MinMaxScalerOptions {
  /** What the smallest and the largest value of a column become. Default [0, 1]. */
  readonly featureRange?: readonly [low: number, high: number];
  /** Hold values that `fit` did not see within that range. Default false. */
  readonly clip?: boolean;
}

interface Range extends ColumnStatistics {
  readonly min: number;
  readonly max: number;
}

class MinMaxScaler extends Scaler<Range> {
  readonly #range: readonly [low: number, high: number];
  readonly #clip: boolean;

  constructor(options: MinMaxScalerOptions) {
    super('data.minMaxScaler');
    requireKnownOptions('data.minMaxScaler', options, ['featureRange', 'clip']);
    const { featureRange = [0, 1], clip = false } = options;
    if (!(featureRange[0] < featureRange[1])) {
      throw new ArgumentError(
        `data.minMaxScaler: featureRange must be [low, high] with low < high, got [${featureRange.join(', ')}].`,
      );
    }
    this.#range = featureRange;
    this.#clip = clip;
  }

  protected measure(values: Float64Array): Range {
    return {
      min: values.reduce((a, b) => Math.min(a, b)),
      max: values.reduce((a, b) => Math.max(a, b)),
    };
  }

  protected scaleOf({ min, max }: Range): ColumnScale {
    const [low, high] = this.#range;
    return { center: min, factor: (high - low) / (max - min || 1), shift: low };
  }

  protected override limit(value: number): number {
    const [low, high] = this.#range;
    return this.#clip ? Math.min(Math.max(value, low), high) : value;
  }
}

/**
 * Moves every column to a range, [0, 1] by default; constant columns become its lower end.
 * Source: scikit-learn's MinMaxScaler.
 */
export const minMaxScaler = (options: MinMaxScalerOptions = {}): MinMaxScaler => new MinMaxScaler(options);
