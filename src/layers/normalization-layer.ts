import type { ConstraintLike } from '../constraints/constraint.ts';
import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface NormalizationLayerOptions extends LayerOptions {
  /** Added to the variance. Default 1e-3. */
  readonly epsilon?: number;
  /** Whether a trained beta is added in the end. Default true. */
  readonly center?: boolean;
  /** Whether a trained gamma multiplies the normalized values. Default true. */
  readonly scale?: boolean;
  /** Default 'zeros'. */
  readonly betaInitializer?: InitializerLike;
  /** Default 'ones'. */
  readonly gammaInitializer?: InitializerLike;
  /** Default none. */
  readonly betaRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly gammaRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly betaConstraint?: ConstraintLike | null;
  /** Default none. */
  readonly gammaConstraint?: ConstraintLike | null;
}

/** A layer that normalizes, then scales by gamma and adds beta: the two weights, in this order. */
export abstract class NormalizationLayer extends Layer {
  declare readonly options: NormalizationLayerOptions;
  readonly epsilon: number;
  protected override readonly supportsMasking = true;
  #gamma: Weight | null = null;
  #beta: Weight | null = null;

  constructor(call: string, options: NormalizationLayerOptions) {
    super(options);
    const { epsilon = 1e-3 } = options;
    if (!(epsilon >= 0 && Number.isFinite(epsilon))) {
      throw new ArgumentError(
        `${call}: epsilon must be a finite number of at least 0, got ${String(epsilon)}.`,
      );
    }
    this.epsilon = epsilon;
  }

  /** Declares gamma and beta, where they are wanted. */
  protected addScaleAndOffset(shape: Shape): void {
    const { center = true, scale = true } = this.options;
    if (scale) {
      const { gammaInitializer: initializer = 'ones' } = this.options;
      const { gammaRegularizer: regularizer, gammaConstraint: constraint } = this.options;
      this.#gamma = this.addWeight({ name: 'gamma', shape, initializer, regularizer, constraint });
    }
    if (center) {
      const { betaInitializer: initializer = 'zeros' } = this.options;
      const { betaRegularizer: regularizer, betaConstraint: constraint } = this.options;
      this.#beta = this.addWeight({ name: 'beta', shape, initializer, regularizer, constraint });
    }
  }

  /** gamma and beta as the normalizing operations take them, in another shape where one is given. */
  protected affine(shape?: Shape) {
    const value = (weight: Weight | null) => (shape ? weight?.value.reshape(shape) : weight?.value);
    return { scale: value(this.#gamma), offset: value(this.#beta), epsilon: this.epsilon };
  }
}
