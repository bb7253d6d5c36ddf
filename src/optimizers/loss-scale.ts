import type { Tensor } from '../graph/tensor.ts';
import { currentValue, type Variable } from '../graph/variable.ts';
import { where } from '../ops/where.ts';
import type { Slot } from './state.ts';

/** Good steps in a row after which the scale doubles. */
const GROWTH_STEPS = 2000;

/** Between these the scale and its reciprocal are float32 numbers with room to spare. */
const LIMITS = [2 ** -24, 2 ** 96] as const;

/** What loss scaling remembers; counts are exact as float32 up to 2^24. */
export const LOSS_SCALE_SLOTS: readonly Slot[] = [
  { name: 'lossScale', initial: 2 ** 15, scalar: true },
  { name: 'goodSteps', scalar: true },
  { name: 'skippedSteps', scalar: true },
];

/**
 * Makes the loss so large that its derivatives do not vanish in half precision, and as much smaller again when
 * they overflow: such a step is skipped and the scale halved; after 2000 good steps it doubles.
 * Keras: LossScaleOptimizer. Source: Micikevicius et al., arXiv 1710.03740.
 */
export class LossScale {
  /** float32 scalars. */
  readonly scale: Variable;
  readonly skippedSteps: Variable;
  readonly #goodSteps: Variable;

  /** @param slots those of LOSS_SCALE_SLOTS by their names */
  constructor({ lossScale, goodSteps, skippedSteps }: Readonly<Record<string, Variable>>) {
    this.scale = lossScale;
    this.#goodSteps = goodSteps;
    this.skippedSteps = skippedSteps;
  }

  /** What a derivative of the scaled loss is without the scale. */
  unscaled(gradient: Tensor): Tensor {
    return gradient.mul(currentValue(this.scale).reciprocal());
  }

  /** Recorded: what the next step begins with. */
  update(isGood: Tensor): void {
    const [scale, steps] = [currentValue(this.scale), this.#goodSteps.add(1)];
    const isDue = steps.greaterEqual(GROWTH_STEPS);
    const next = where(isGood, where(isDue, scale.mul(2), scale), scale.div(2));
    this.scale.assign(next.clip(...LIMITS));
    this.#goodSteps.assign(where(isGood.logicalAnd(isDue.logicalNot()), steps, 0));
    this.skippedSteps.assignAdd(where(isGood, 0, 1).cast('float32'));
  }
}

/** bool scalar: whether all gradients are finite. */
export const areFinite = (gradients: readonly Tensor[]): Tensor =>
  gradients.map((gradient) => gradient.isFinite().all()).reduce((a, b) => a.logicalAnd(b));
