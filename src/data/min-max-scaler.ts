import { ArgumentError } from '../core/errors.ts';
import { type ColumnScale, Scaler } from './scaler.ts';

export interface MinMaxScalerOptions {
  /** What the smallest and the largest value of a column become. Default [0, 1]. */
  readonly featureRange?: readonly [low: number, high: number];
  /** Hold values that `fit` did not see within that range. Default false. */
  readonly clip?: boolean;
}

class MinMaxScaler extends Scaler {
  /** Smallest and largest value of every column that `fit` saw. */
  dataMin: number[] = [];
  dataMax: number[] = [];
  readonly #range: readonly [low: number, high: number];
  readonly #clip: boolean;

  constructor({ featureRange = [0, 1], clip = false }: MinMaxScalerOptions) {
    super('data.minMaxScaler');
    if (!(featureRange[0] < featureRange[1])) {
      throw new ArgumentError(
        `data.minMaxScaler: featureRange must be [low, high] with low < high, got [${featureRange.join(', ')}].`,
      );
    }
    this.#range = featureRange;
    this.#clip = clip;
  }

  override fit(x: Parameters<Scaler['fit']>[0]): this {
    this.dataMin = [];
    this.dataMax = [];
    return super.fit(x);
  }

  protected measure(values: Float64Array): ColumnScale {
    const smallest = values.reduce((a, b) => Math.min(a, b));
    const largest = values.reduce((a, b) => Math.max(a, b));
    this.dataMin.push(smallest);
    this.dataMax.push(largest);
    const [low, high] = this.#range;
    return { center: smallest, factor: (high - low) / (largest - smallest || 1), shift: low };
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
