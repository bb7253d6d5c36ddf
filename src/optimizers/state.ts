import { executor } from '../graph/executor.ts';
import { literal } from '../graph/tensor.ts';
import { packVariables, stretchesOf, type Variable, type VariableSpec } from '../graph/variable.ts';
import { LOSS_SCALE_SLOTS, LossScale } from './loss-scale.ts';
import type { Optimizer } from './optimizer.ts';

/** What an optimizer remembers of every weight, or once for all of them. */
export interface Slot {
  readonly name: string;
  /** Default 0. */
  readonly initial?: number;
  /** One number for all weights. Default false. */
  readonly scalar?: boolean;
}

/** Weights that one kernel updates: they lie side by side, or it is one alone. */
export interface Stretch {
  readonly weights: Variable;
  /** Per name of a slot: a variable like `weights`, or the scalar. */
  readonly slots: Readonly<Record<string, Variable>>;
}

/** What an optimizer keeps on the GPU for the weights that it trains. */
export class OptimizerState {
  /** What is trained, in the order of the gradients. */
  readonly trained: readonly Variable[];
  readonly stretches: readonly Stretch[];
  /** int32 scalar: how often gradients were applied. */
  readonly iteration: Variable;
  /** The learning rate where it is a number; null where a variable or a schedule gives it. */
  readonly learningRate: Variable | null;
  /** What the loss is multiplied by, for mixed precision; else null. */
  readonly lossScale: LossScale | null;
  /** `fit` is running, which asks for new learning rates by itself. */
  isFollowed = false;
  readonly #optimizer: Optimizer;
  readonly #scalars: readonly Variable[];
  #writtenRate: unknown;

  constructor(
    optimizer: Optimizer,
    trained: readonly Variable[],
    apart: readonly Variable[],
    lossScaled: boolean,
  ) {
    this.trained = trained;
    this.#optimizer = optimizer;
    const rate = optimizer.learningRate;
    this.#writtenRate = rate;
    const rateSpec = typeof rate === 'number' ? [{ name: 'learningRate', shape: [], initial: rate }] : [];
    const isScaled = lossScaled && trained.length > 0;
    const slots = [...optimizer.allSlots, ...(isScaled ? LOSS_SCALE_SLOTS : [])];
    const scalarSlots = slots.filter(({ scalar }) => scalar);
    const vectorSlots = slots.filter(({ scalar }) => !scalar);
    const { parts } = packVariables('optimizer scalars', [
      { name: 'iteration', shape: [], dtype: 'int32', trainable: false },
      ...rateSpec.map((spec) => ({ ...spec, trainable: false })),
      ...scalarSlots.map(({ name, initial }) => ({ name, shape: [], initial, trainable: false })),
    ]);
    const scalars = parts.slice(1 + rateSpec.length);
    this.iteration = parts[0];
    this.learningRate = rateSpec.length > 0 ? parts[1] : null;
    this.#scalars = scalars;
    const common = scalars.map((scalar) => [scalar.name, scalar] as const);
    this.lossScale = isScaled ? new LossScale(Object.fromEntries(common)) : null;
    this.stretches = stretchesOf('weights', trained, apart).map((weights) => ({
      weights,
      slots: Object.fromEntries([...common, ...vectorsLike(weights, vectorSlots)]),
    }));
  }

  /** Everything a resumed training needs: the counter, the learning rate, and what is kept of each weight. */
  get variables(): Variable[] {
    const perWeight = this.#vectors.flatMap((vector) => (vector.parts.length > 0 ? vector.parts : [vector]));
    return [
      this.iteration,
      ...(this.learningRate ? [this.learningRate] : []),
      ...this.#scalars,
      ...perWeight,
    ];
  }

  /** The same without the learning rate, as few variables. */
  get whole(): Variable[] {
    return [this.iteration, ...this.#scalars, ...this.#vectors];
  }

  get #vectors(): Variable[] {
    return this.stretches.flatMap(({ slots }) =>
      Object.values(slots).filter((slot) => !this.#scalars.includes(slot)),
    );
  }

  /** The learning rate that the GPU does not know yet, and where to write it; null when it is up to date. */
  takeNewLearningRate(): { readonly variable: Variable; readonly value: number } | null {
    const { learningRate: value } = this.#optimizer;
    const { learningRate: variable } = this;
    if (!variable || typeof value !== 'number' || value === this.#writtenRate) return null;
    this.#writtenRate = value;
    return { variable, value };
  }

  /** Writes a new learning rate in order with everything else that was asked for, though a trace may be recorded. */
  queueLearningRate(): void {
    const rate = this.takeNewLearningRate();
    if (rate) executor().assign(new Map([[rate.variable, literal(rate.value, 'float32')]]));
  }

  /** Gives the memory back; the optimizer begins anew with its next step. */
  dispose(): void {
    for (const { arena } of this.whole) arena.storage?.dispose();
    if (this.#optimizer.state === this) this.#optimizer.state = null;
  }
}

/** For each slot a variable in the layout of `weights`. */
function vectorsLike(weights: Variable, slots: readonly Slot[]): (readonly [name: string, Variable])[] {
  if (slots.length === 0) return [];
  const owners = weights.parts.length > 0 ? weights.parts : [weights];
  const specs = slots.flatMap(({ name, initial }): VariableSpec[] =>
    owners.map((owner) => ({ name: `${owner.name}/${name}`, shape: owner.shape, initial, trainable: false })),
  );
  const { parts } = packVariables('optimizer state', specs);
  return slots.map(({ name }, k) => {
    const own = parts.slice(k * owners.length, (k + 1) * owners.length);
    return [name, stretchesOf(name, own)[0]] as const;
  });
}
