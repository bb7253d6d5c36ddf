/** The twelve points of the tutorial: one feature, one label. */
export const features = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
export const labels = [5.0, 8.8, 9.6, 14.2, 18.8, 19.5, 21.4, 26.8, 28.9, 32.0, 33.8, 38.2];

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** The line with the least squared error, in closed form: what training should arrive at. */
export function leastSquares(x: readonly number[], y: readonly number[]): Line {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length;
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0);
  const variance = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const slope = covariance / variance;
  return { slope, intercept: meanY - slope * meanX };
}

/** Root mean squared error of a line over the points. */
export function lineError({ slope, intercept }: Line, x: readonly number[], y: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, value, i) => sum + (slope * value + intercept - y[i]) ** 2, 0) / x.length);
}
