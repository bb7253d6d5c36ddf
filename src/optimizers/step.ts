import type { Tensor } from '../graph/tensor.ts';
import { currentValue, partOf, type Variable } from '../graph/variable.ts';
import { pack } from '../ops/pack.ts';
import { where } from '../ops/where.ts';
import { clipGradients } from './clip.ts';
import { areFinite, type LossScale } from './loss-scale.ts';
import type { Optimizer } from './optimizer.ts';
import { spreadNumbers } from './per-part.ts';
import { LearningRateSchedule } from './schedules/schedule.ts';
import type { Settings } from './settings.ts';
import type { OptimizerState, Slot, Stretch } from './state.ts';
import { together } from './together.ts';

/** The running mean of the weights (`useEma`). */
const AVERAGE = 'average';
/** The sum of the gradients since the weights moved last (`gradientAccumulationSteps`). */
const ACCUMULATED = 'accumulatedGradient';

/** What the options that all optimizers share need to remember. */
export function sharedSlots({ useEma, gradientAccumulationSteps }: Settings): Slot[] {
  return [
    ...(useEma ? [{ name: AVERAGE }] : []),
    ...(gradientAccumulationSteps ? [{ name: ACCUMULATED }] : []),
  ];
}

/** One number per gradient step of what is known before it: which step it is, and how far to go. */
interface Moment {
  /** int32 scalar: moves of the weights before this step. */
  readonly moves: Tensor;
  /** Whether the weights move in this step; null: they do in each. */
  readonly isDue: Tensor | null;
  readonly learningRate: Tensor;
}

/**
 * Makes one step, or records it: gather the gradients, clip them, let the weights decay, update them,
 * average them, constrain them. Everything is read before anything is written. The order and the
 * formulas are those of Keras 3, optimizers/base_optimizer.py.
 *
 * @param gradientOf one for each trained variable, float32 and of its shape
 * @param lossScale what the loss was multiplied by: the step is skipped where its gradients are not finite.
 *   Default: nothing
 */
export function applyStep(
  optimizer: Optimizer,
  state: OptimizerState,
  gradientOf: Gradients,
  lossScale: LossScale | null = null,
): void {
  together(() => record(optimizer, state, gradientOf, lossScale));
}

type Gradients = ReadonlyMap<Variable, Tensor>;

function record(
  optimizer: Optimizer,
  state: OptimizerState,
  gradientOf: Gradients,
  lossScale: LossScale | null,
): void {
  const { settings } = optimizer;
  const moment = momentOf(settings, state);
  const { stretches } = state;
  const changes = stretches.map(() => new Map<Variable, Tensor>());
  const gathered = stretches.map(({ weights }) => gather(weights, gradientOf));
  const isGood = lossScale && areFinite(gathered);
  const means = stretches.map((stretch, k) => {
    const gradient = lossScale?.unscaled(gathered[k]) ?? gathered[k];
    return accumulate(settings, stretch, gradient, moment, changes[k]);
  });
  const clipped = clipGradients(
    settings,
    stretches.map(({ weights }) => weights),
    means,
  );
  for (const [k, stretch] of stretches.entries()) {
    move(optimizer, stretch, clipped[k], moment, changes[k]);
    average(settings, stretch, moment, changes[k]);
    constrain(stretch, changes[k]);
  }
  for (const [variable, value] of changes.flatMap((change) => [...change]))
    variable.assign(isGood ? where(isGood, value, variable) : value);
  state.iteration.assignAdd(isGood?.cast('int32') ?? 1);
  if (isGood) lossScale.update(isGood);
}

/** With `useEma`: the weights become their running means, if there have been any. */
export function finalizeWeights({ stretches, iteration }: OptimizerState): void {
  together(() => {
    for (const { weights, slots } of stretches) {
      const mean = slots[AVERAGE];
      if (mean) weights.assign(where(iteration.greater(0), mean, weights));
    }
  });
}

function momentOf(
  { learningRate, gradientAccumulationSteps: every }: Settings,
  state: OptimizerState,
): Moment {
  const iteration = currentValue(state.iteration);
  return {
    moves: every === null ? iteration : iteration.floorDiv(every),
    isDue: every === null ? null : iteration.add(1).mod(every).equal(0),
    // Keras: schedules count steps, whether the weights moved in them or not.
    learningRate: currentValue(
      learningRate instanceof LearningRateSchedule
        ? learningRate.call(iteration)
        : (state.learningRate ?? (learningRate as Variable)),
    ),
  };
}

/** The gradients of a stretch in its layout. */
function gather(weights: Variable, gradientOf: Gradients): Tensor {
  const of = (variable: Variable): Tensor => gradientOf.get(variable) as Tensor;
  return weights.parts.length > 0 ? pack(weights.parts.map(of), weights.parts, weights) : of(weights);
}

/** The mean gradient since the weights moved last. */
function accumulate(
  { gradientAccumulationSteps: every }: Settings,
  { slots }: Stretch,
  gradient: Tensor,
  { isDue }: Moment,
  changes: Map<Variable, Tensor>,
): Tensor {
  if (every === null || !isDue) return gradient;
  const sum = slots[ACCUMULATED].add(gradient);
  changes.set(slots[ACCUMULATED], where(isDue, 0, sum));
  return sum.div(every);
}

/** Decay and update. */
function move(
  optimizer: Optimizer,
  { weights, slots }: Stretch,
  gradient: Tensor,
  { moves, isDue, learningRate }: Moment,
  changes: Map<Variable, Tensor>,
): void {
  const { weightDecay, excludeFromWeightDecay: excluded } = optimizer.settings;
  const before = currentValue(weights);
  let params = before;
  if (weightDecay !== null) {
    const decayOf = ({ name }: Variable): number =>
      excluded.some((word) => name.includes(word)) ? 0 : weightDecay;
    params = before.sub(before.mul(spreadNumbers(weights, decayOf)).mul(learningRate));
  }
  const values = Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, currentValue(slot)]));
  const update = optimizer.update({ params, gradient, slots: values, iteration: moves, learningRate });
  const set = (variable: Variable, value: Tensor): void => {
    changes.set(variable, isDue ? where(isDue, value, variable) : value);
  };
  for (const [name, value] of Object.entries(update.slots ?? {})) set(slots[name], value);
  set(weights, update.params);
}

/** The running mean of the weights follows them, and replaces them every so often. */
function average(
  { useEma, emaMomentum, emaOverwriteFrequency: every }: Settings,
  { weights, slots }: Stretch,
  { moves }: Moment,
  changes: Map<Variable, Tensor>,
): void {
  if (!useEma) return;
  const moved = changes.get(weights) as Tensor;
  const keep = where(moves.equal(0), 0, emaMomentum);
  const take = where(moves.equal(0), 1, 1 - emaMomentum);
  const mean = slots[AVERAGE].mul(keep).add(moved.mul(take));
  changes.set(slots[AVERAGE], mean);
  if (every !== null) changes.set(weights, where(moves.add(1).mod(every).equal(0), mean, moved));
}

/** Weights with a constraint go back to where they may be. */
function constrain({ weights }: Stretch, changes: Map<Variable, Tensor>): void {
  const { parts } = weights;
  const moved = changes.get(weights) as Tensor;
  if (weights.constraint) changes.set(weights, weights.constraint(moved));
  if (!parts.some(({ constraint }) => constraint)) return;
  const values = parts.map((part) => {
    const value = partOf(weights, part, moved);
    return part.constraint?.(value) ?? value;
  });
  changes.set(weights, pack(values, parts, weights));
}
