import { ArgumentError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import type { Loss, LossLike } from '../losses/loss.ts';
import { getLoss } from '../losses/names.ts';
import { isMetric, type Metric, type MetricLike } from '../metrics/metric.ts';
import { getMetric } from '../metrics/names.ts';
import { getOptimizer } from '../optimizers/names.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { isDictionary, perName } from './per-name.ts';
import { isMixedPolicy } from './precision.ts';
import type { CompileOptions } from './types.ts';

/** What `compile` chose. */
export interface Recipe {
  readonly optimizer: Optimizer;
  /** One per output of the model. */
  readonly outputs: readonly OutputRecipe[];
  /** What `fit` and `evaluate` report, after the loss of the whole model. */
  readonly figures: readonly Figure[];
  /** Layers compute in half precision. */
  readonly mixed: boolean;
}

export interface OutputRecipe {
  readonly loss: Loss;
  /** What the loss is multiplied by before the losses are added up. */
  readonly lossWeight: number;
}

/** A number that is reported for an output. */
export interface Figure {
  /** Key in the history. */
  readonly name: string;
  readonly output: number;
  /** The metric; null for the output's loss. */
  readonly metric: Metric | null;
  /** What the metric was asked for with, where that was a name. */
  readonly spelled: string | null;
  /** Whether sample and class weights count: they do for losses and `weightedMetrics`. */
  readonly weighted: boolean;
}

const KNOWN = ['optimizer', 'loss', 'lossWeights', 'metrics', 'weightedMetrics', 'dtypePolicy'];

/**
 * Reads what `compile` was given.
 * @param names of the outputs; they begin the names of the figures when there are several
 */
export function readRecipe(call: string, options: CompileOptions, names: readonly string[]): Recipe {
  const { optimizer = 'rmsprop', loss, lossWeights = 1, metrics, weightedMetrics } = options;
  const { dtypePolicy = 'float32' } = options;
  requireKnownOptions(call, options, KNOWN);
  if (loss === undefined)
    throw new ArgumentError(`${call}: loss is missing. For example: loss: 'meanSquaredError'.`);
  const losses = spread<LossLike>(call, 'loss', loss, names);
  const weights = spread<number>(call, 'lossWeights', lossWeights, names);
  const outputs = names.map((name, k) => {
    if (losses[k] === undefined)
      throw new ArgumentError(`${call}: output '${name}' has no loss. Give each output one.`);
    return { loss: getLoss(call, losses[k]), lossWeight: weight(call, weights[k] ?? 1) };
  });
  const plain = metricLists(call, 'metrics', metrics, names);
  const weighted = metricLists(call, 'weightedMetrics', weightedMetrics, names);
  const taken = new Set(['loss']);
  const figures = names.flatMap((name, output) => {
    const key = (figure: string): string => unique(taken, names.length > 1 ? joined(name, figure) : figure);
    const ownLoss: Figure[] =
      names.length > 1 ? [{ name: key('loss'), output, metric: null, weighted: true, spelled: null }] : [];
    const entries = (list: readonly MetricLike[], isWeighted: boolean): Figure[] =>
      list.map((given) => {
        const metric = getMetric(call, given);
        const spelled = typeof given === 'string' ? given : null;
        return { name: key(metric.name), output, metric, weighted: isWeighted, spelled };
      });
    return [...ownLoss, ...entries(plain[output], false), ...entries(weighted[output], true)];
  });
  const mixed = isMixedPolicy(call, dtypePolicy);
  return { optimizer: getOptimizer(call, optimizer), outputs, figures, mixed };
}

/** 'age', 'loss' -> 'ageLoss' */
const joined = (name: string, figure: string): string =>
  `${name}${figure[0].toUpperCase()}${figure.slice(1)}`;

/** A second 'mse' becomes 'mse_1', as in Keras. */
function unique(taken: Set<string>, name: string): string {
  let key = name;
  for (let k = 1; taken.has(key); k++) key = `${name}_${k}`;
  taken.add(key);
  return key;
}

function weight(call: string, value: number): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ArgumentError(`${call}: lossWeights must be finite numbers, got ${String(value)}.`);
}

/** One entry per output: the same for all, or a list or an object with their own. */
function spread<T>(
  call: string,
  option: string,
  value: T | readonly T[] | Readonly<Record<string, T>>,
  names: readonly string[],
): (T | undefined)[] {
  const isOne =
    !Array.isArray(value) && !(isDictionary(value) && Object.keys(value).every((key) => names.includes(key)));
  return isOne ? names.map(() => value as T) : perName<T>(call, option, value as readonly T[], names);
}

function metricLists(
  call: string,
  option: string,
  value: CompileOptions['metrics'] = [],
  names: readonly string[],
): MetricLike[][] {
  const nested =
    (isDictionary(value) && !isMetric(value)) || (Array.isArray(value) && value.some(Array.isArray));
  const lists = nested
    ? perName(call, option, value as readonly (readonly MetricLike[])[], names)
    : names.map(() => value as readonly MetricLike[]);
  return lists.map((list = []) => [list].flat());
}
