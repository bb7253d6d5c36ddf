import { ArgumentError, ShapeError, StateError, shapeText } from '../core/errors.ts';
import { type Shape, validateShape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';

export interface LayerOptions {
  /** Shape of one example, without the batch axis. Needed by the first layer unless `fit` shall find it. */
  readonly inputShape?: Shape;
  /** Default: the kind of layer, numbered within the model ('dense', 'dense_1'). */
  readonly name?: string;
}

/** What a layer may want to know while it computes. */
export interface CallContext {
  /** True in `fit`'s training steps; false in validation, `evaluate` and `predict`. */
  readonly training: boolean;
  /** int32 scalar: optimizer steps made so far; keys what must be random in every step. */
  readonly iteration: Tensor;
}

export interface WeightSpec {
  /** 'kernel', 'bias', ... */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly regularizer?: Regularizer | null;
  /** Default true. */
  readonly trainable?: boolean;
}

/** A weight as declared by a layer; the model gives it its place on the GPU. */
export class Weight {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | null;
  readonly trainable: boolean;
  /** Set when the model is built. */
  variable: Variable | null = null;

  constructor({ name, shape, initializer, regularizer = null, trainable = true }: WeightSpec) {
    this.name = name;
    this.shape = shape;
    this.initializer = initializer;
    this.regularizer = regularizer;
    this.trainable = trainable;
  }

  /** The variable to compute with. */
  get value(): Variable {
    if (!this.variable)
      throw new StateError(`layer: weight '${this.name}' has no value before the model is built.`);
    return this.variable;
  }
}

/**
 * Base of all layers. A subclass declares weights in `build`, computes in `call`, and says in
 * `computeOutputShape` what becomes of a shape. Shapes never include the batch axis.
 */
export abstract class Layer {
  /** The kind of layer: 'dense'. */
  abstract readonly kind: string;
  readonly inputShape: Shape | null;
  readonly weights: Weight[] = [];
  /** Set by `gl.sequential` when the layer was given none. */
  name: string;
  /** Shape of one example of output; null until built. */
  outputShape: Shape | null = null;

  constructor({ inputShape, name = '' }: LayerOptions = {}) {
    if (inputShape) validateShape('layers: inputShape', inputShape);
    this.inputShape = inputShape ?? null;
    this.name = name;
  }

  /** Declares the weights; called once, when the shape of the input is known. */
  build(_inputShape: Shape): void {}

  /** The output for a batch: x has the batch as its first axis. */
  abstract call(x: Tensor, context: CallContext): Tensor;

  /** @returns the shape of one example of output */
  computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  protected addWeight(spec: WeightSpec): Weight {
    const weight = new Weight(spec);
    this.weights.push(weight);
    return weight;
  }

  /** Refuses an input of too few axes. */
  protected requireRank(inputShape: Shape, rank: number): void {
    if (inputShape.length >= rank) return;
    throw new ShapeError(
      `layers.${this.kind} '${this.name}': expected examples with at least ${rank} ${rank === 1 ? 'axis' : 'axes'}, ` +
        `got shape ${shapeText(inputShape)}. Give each example that many axes, for example inputShape: [1].`,
    );
  }

  /** Refuses an input of other axes than these. */
  protected requireAxes(inputShape: Shape, axes: readonly string[]): void {
    if (inputShape.length === axes.length) return;
    throw new ShapeError(
      `layers.${this.kind} '${this.name}': expected examples of shape [${axes.join(', ')}], got shape ` +
        `${shapeText(inputShape)}. Put layers.reshape in front of it.`,
    );
  }

  /** The axes that these numbers mean, of batches of such examples: 0 would be the batch. */
  protected exampleAxes(inputShape: Shape, axis: number | readonly number[]): number[] {
    const rank = inputShape.length + 1;
    return [axis].flat().map((given) => {
      const normal = given < 0 ? given + rank : given;
      if (Number.isInteger(given) && normal > 0 && normal < rank) return normal;
      throw new ArgumentError(
        `layers.${this.kind} '${this.name}': axis must be from 1 to ${rank - 1} (0 is the batch) or from ` +
          `${1 - rank} to -1 for examples with ${rank - 1} axes, got ${String(given)}.`,
      );
    });
  }
}

/** The names of the axes of one example with so many axes between batch and channels. */
export const SPATIAL_AXES = { 1: ['steps', 'channels'], 2: ['height', 'width', 'channels'] } as const;

/** Refuses a number that is not a positive integer. */
export function checkPositiveInteger(call: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ArgumentError(`${call}: ${name} must be a positive integer, got ${String(value)}.`);
}
