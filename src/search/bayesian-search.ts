import { lookUp } from '../core/names.ts';
import type { RandomStream } from '../core/random.ts';
import { GaussianProcess, type Kernel, kernels } from './gaussian-process.ts';
import { fill, type HyperParameters, type Space } from './parameter.ts';
import { draw, keyOf, triedBy } from './random-search.ts';
import type { SearchResult } from './result.ts';
import { runSearch } from './search.ts';
import type { DisposableModel, Proposal, SearchOptions, Trial } from './types.ts';

export interface BayesianSearchOptions {
  /** Random trials before the first that is reasoned. Default: 3 for each hyperparameter. */
  readonly numInitialPoints?: number;
  /** How smoothly the objective is taken to change. Default 'matern52'. */
  readonly kernel?: 'matern52' | 'rbf';
}

/** Combinations that are looked at for each trial, and those around the best of them, nearer every time. */
const CANDIDATES = 500;
const NEIGHBOURS = 100;
const SPREADS = [0.1, 0.02, 0.004];

/**
 * Tries what promises the largest improvement, as far as a Gaussian process can tell from the trials before.
 * Source: J. Snoek, H. Larochelle and R. P. Adams, "Practical Bayesian Optimization of Machine Learning
 * Algorithms", NIPS 2012; options: Keras Tuner, BayesianOptimization.
 *
 * ```ts
 * const x = gl.linspace(-1, 1, 32).reshape([32, 1]);
 * const result = await gl.search.bayesianSearch({
 *   space: {
 *     units: gl.search.int({ minValue: 4, maxValue: 64, sampling: 'log' }),
 *     activation: gl.search.choice(['linear', 'relu']),
 *   },
 *   maxTrials: 3,
 *   build: ({ units, activation }) => {
 *     const { dense } = gl.layers;
 *     const model = gl.sequential([dense({ units, activation, inputShape: [1] }), dense({ units: 1 })]);
 *     model.compile({ optimizer: 'adam', loss: 'mse' });
 *     return model;
 *   },
 *   fit: (model, _, { callbacks, signal }) => model.fit(x, x, { epochs: 2, validationSplit: 0.25, callbacks, signal }),
 * });
 * result.trials.length; // 3
 * ```
 *
 * @throws ArgumentError when options cannot work, or several trials in a row fail
 */
export function bayesianSearch<const S extends Space, M extends DisposableModel>(
  options: SearchOptions<S, M> & BayesianSearchOptions,
): Promise<SearchResult<S>> {
  const { space, kernel = 'matern52' } = options;
  const similarity = lookUp('search.bayesianSearch', 'kernel', kernel, kernels);
  const initial = options.numInitialPoints ?? 3 * Object.keys(space ?? {}).length;
  return runSearch('bayesianSearch', options, (trials, random, improves) => {
    const scored = trials.filter((trial) => trial.score !== null);
    if (scored.length < Math.max(initial, 2)) return draw(space, trials, random);
    const sign = improves(0, 1) ? 1 : -1;
    const model = new Surrogate(space, scored, sign, similarity);
    return propose(space, trials, model, random) ?? draw(space, trials, random);
  });
}

/** What is believed of the objective, turned so that less is better. */
class Surrogate<S extends Space> {
  readonly best: HyperParameters<S>;
  readonly #process: GaussianProcess;
  readonly #least: number;
  readonly #encode: (params: HyperParameters<S>) => number[];

  constructor(space: S, scored: readonly Trial<S>[], sign: number, kernel: Kernel) {
    const names = Object.keys(space);
    this.#encode = (params) => names.flatMap((name) => space[name].encode(params[name]));
    const scores = scored.map(({ score }) => sign * (score as number));
    this.#least = Math.min(...scores);
    this.best = scored[scores.indexOf(this.#least)].params;
    this.#process = new GaussianProcess(
      scored.map(({ params }) => this.#encode(params)),
      scores,
      kernel,
    );
  }

  /** By how much a trial can be expected to beat the best so far. */
  expectedImprovement(params: HyperParameters<S>): number {
    const { mean, deviation } = this.#process.predict(this.#encode(params));
    const gain = this.#least - mean;
    if (deviation === 0) return Math.max(gain, 0);
    const z = gain / deviation;
    return gain * normalShare(z) + (deviation * Math.exp(-(z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
}

/** The untried combination with the largest expected improvement; null when all that were looked at were tried. */
function propose<S extends Space>(
  space: S,
  trials: readonly Trial<S>[],
  model: Surrogate<S>,
  random: RandomStream,
): Proposal<S> {
  const tried = triedBy(trials);
  let best: Proposal<S> = null;
  let most = Number.NEGATIVE_INFINITY;
  const consider = (params: HyperParameters<S>): void => {
    const improvement = model.expectedImprovement(params);
    if (improvement <= most || tried.has(keyOf(params))) return;
    best = params;
    most = improvement;
  };
  for (let k = 0; k < CANDIDATES; k++) consider(fill(space, (parameter) => parameter.at(random.uniform())));
  for (const spread of SPREADS) {
    for (const centre of [model.best, best ?? model.best]) {
      for (let k = 0; k < NEIGHBOURS; k++) consider(neighbour(space, centre, spread, random));
    }
  }
  return best;
}

/** Near `centre`; now and then one hyperparameter takes any value. */
function neighbour<S extends Space>(
  space: S,
  centre: HyperParameters<S>,
  spread: number,
  random: RandomStream,
): HyperParameters<S> {
  return fill(space, (parameter, name) => {
    if (random.uniform() < 0.1) return parameter.at(random.uniform());
    const place = parameter.placeOf(centre[name]) + spread * random.normal();
    return parameter.at(Math.min(Math.max(place, 0), 1 - Number.EPSILON));
  });
}

/**
 * The share of a standard normal distribution below z, to seven digits also where it is small.
 * Source: W. H. Press et al., "Numerical Recipes in C", 2nd edition, section 6.2.
 */
function normalShare(z: number): number {
  const x = Math.abs(z) * Math.SQRT1_2;
  const t = 1 / (1 + x / 2);
  const series = SERIES.reduceRight((sum, coefficient) => sum * t + coefficient);
  const tail = (t * Math.exp(series - x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}

const SERIES = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];
