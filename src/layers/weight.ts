import type { Constraint } from '../constraints/constraint.ts';
import { StateError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Variable } from '../graph/variable.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';

export interface WeightSpec {
  /** 'kernel', 'bias', ... */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly regularizer?: Regularizer | null;
  readonly constraint?: Constraint | null;
  /** Default true. */
  readonly trainable?: boolean;
}

/** A weight as declared by a layer; the model gives it its place on the GPU. */
export class Weight {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | null;
  /** Applied after every update. */
  readonly constraint: Constraint | null;
  /** False for what no optimizer trains, such as moving averages. */
  readonly trainable: boolean;
  /** What to begin with instead of what the initializer draws; taken when the weight gets its place. */
  firstValues: Float32Array | null = null;
  /** Set when the layer's model is made. */
  variable: Variable | null = null;

  constructor({
    name,
    shape,
    initializer,
    regularizer = null,
    constraint = null,
    trainable = true,
  }: WeightSpec) {
    this.name = name;
    this.shape = shape;
    this.initializer = initializer;
    this.regularizer = regularizer;
    this.constraint = constraint;
    this.trainable = trainable;
  }

  /** The variable to compute with. */
  get value(): Variable {
    if (!this.variable)
      throw new StateError(`layer: weight '${this.name}' has no value before the model is built.`);
    return this.variable;
  }
}
