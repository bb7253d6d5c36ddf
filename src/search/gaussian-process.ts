/**
 * Regression with a Gaussian process. Source: C. E. Rasmussen and C. K. I. Williams, "Gaussian Processes
 * for Machine Learning", 2006, algorithm 2.1.
 */
export type Kernel = (distance: number) => number;

export const kernels = {
  /** Once differentiable twice: what J. Snoek et al., "Practical Bayesian Optimization", 2012, advise. */
  matern52: (distance: number): number => {
    const scaled = Math.sqrt(5) * distance;
    return (1 + scaled + (scaled * scaled) / 3) * Math.exp(-scaled);
  },
  /** Infinitely smooth. */
  rbf: (distance: number): number => Math.exp(-(distance * distance) / 2),
};

type Point = readonly number[];

/** Length scales and shares of noise among which the likelihood of the data chooses. */
const LENGTHS = [0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.5];
const NOISES = [1e-6, 1e-4, 1e-2, 1e-1];

export class GaussianProcess {
  readonly #points: readonly Point[];
  readonly #kernel: Kernel;
  readonly #mean: number;
  #fitted: Fitted;

  /** @param points coordinates in about 0..1 */
  constructor(points: readonly Point[], values: readonly number[], kernel: Kernel) {
    this.#points = points;
    this.#kernel = kernel;
    this.#mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const centred = values.map((value) => value - this.#mean);
    const distances = points.map((a) => points.map((b) => distance(a, b)));
    let best: Fitted | null = null;
    for (const length of LENGTHS) {
      for (const noise of NOISES) {
        const fitted = condition(distances, centred, kernel, length, noise);
        if (fitted && !(best && best.likelihood >= fitted.likelihood)) best = fitted;
      }
    }
    this.#fitted = best ?? { length: 1, variance: 0, likelihood: 0, factor: [], weights: [] };
  }

  /** What the function is expected to be at a point, and how sure that is. */
  predict(point: Point): { readonly mean: number; readonly deviation: number } {
    const { length, variance, factor, weights } = this.#fitted;
    if (variance === 0) return { mean: this.#mean, deviation: 0 };
    const near = this.#points.map((other) => this.#kernel(distance(point, other) / length));
    const explained = solveLower(factor, near).reduce((sum, value) => sum + value * value, 0);
    return {
      mean: this.#mean + near.reduce((sum, value, k) => sum + value * weights[k], 0),
      deviation: Math.sqrt(Math.max(variance * (1 - explained), 0)),
    };
  }
}

interface Fitted {
  readonly length: number;
  readonly variance: number;
  readonly likelihood: number;
  /** Cholesky factor of the covariance, and the covariance's inverse times the values. */
  readonly factor: readonly Float64Array[];
  readonly weights: readonly number[];
}

/** The process with the variance that makes the values most likely; null when numbers do not allow it. */
function condition(
  distances: readonly (readonly number[])[],
  values: readonly number[],
  kernel: Kernel,
  length: number,
  noise: number,
): Fitted | null {
  const count = values.length;
  const factor = cholesky(
    distances.map((row, i) => Float64Array.from(row, (d, j) => kernel(d / length) + (i === j ? noise : 0))),
  );
  if (!factor) return null;
  const whitened = solveLower(factor, values);
  const variance = whitened.reduce((sum, value) => sum + value * value, 0) / count;
  if (!(variance > 0)) return null;
  const logDeterminant = factor.reduce((sum, row, i) => sum + Math.log(row[i]), 0);
  const likelihood = -(count / 2) * Math.log(variance) - logDeterminant;
  return { length, variance, likelihood, factor, weights: solveUpper(factor, whitened) };
}

function distance(a: Point, b: Point): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
  return Math.sqrt(sum);
}

/** The lower triangular L with L Lᵀ = matrix, in its place; null when it is not positive definite. */
function cholesky(matrix: Float64Array[]): Float64Array[] | null {
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let k = 0; k < j; k++) sum -= matrix[i][k] * matrix[j][k];
      if (i !== j) matrix[i][j] = sum / matrix[j][j];
      else if (sum > 0) matrix[i][i] = Math.sqrt(sum);
      else return null;
    }
  }
  return matrix;
}

/** x with L x = b. */
function solveLower(lower: readonly Float64Array[], b: readonly number[]): number[] {
  const x: number[] = [];
  for (const [i, row] of lower.entries()) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= row[k] * x[k];
    x.push(sum / row[i]);
  }
  return x;
}

/** x with Lᵀ x = b. */
function solveUpper(lower: readonly Float64Array[], b: readonly number[]): number[] {
  const x = [...b];
  for (let i = lower.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < lower.length; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
