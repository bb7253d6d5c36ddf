import type { ConstraintLike } from '../constraints/constraint.ts';
import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface PReLUOptions extends LayerOptions {
  /** Default 'zeros'. */
  readonly alphaInitializer?: InitializerLike;
  /** Default none. */
  readonly alphaRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly alphaConstraint?: ConstraintLike | null;
  /** Axes of an example, counted from 1, along which all elements share one slope. Default none. */
  readonly sharedAxes?: readonly number[];
}

class PReLU extends Layer {
  declare readonly options: PReLUOptions;
  readonly kind = 'pReLU';
  override readonly ownOptions: readonly string[] = [
    'alphaInitializer',
    'alphaRegularizer',
    'alphaConstraint',
    'sharedAxes',
  ];
  protected override readonly supportsMasking = true;
  #alpha: Weight | null = null;

  override build(inputShape: Shape): void {
    const { alphaInitializer: initializer = 'zeros', sharedAxes = [] } = this.options;
    const { alphaRegularizer: regularizer, alphaConstraint: constraint } = this.options;
    if (sharedAxes.some((d) => !Number.isInteger(d) || d < 1 || d > inputShape.length)) {
      throw new ArgumentError(
        `layers.pReLU '${this.name}': sharedAxes must be from 1 to ${inputShape.length} for examples of shape ` +
          `${shapeText(inputShape)}, got ${shapeText(sharedAxes)}.`,
      );
    }
    this.#alpha = this.addWeight({
      name: 'alpha',
      shape: inputShape.map((n, d) => (sharedAxes.includes(d + 1) ? 1 : n)),
      initializer,
      regularizer,
      constraint,
    });
  }

  call(x: Tensor): Tensor {
    return x.where(x.greater(0), x.mul((this.#alpha as Weight).value));
  }
}

/**
 * x where x > 0, alpha * x elsewhere, with a trained alpha for each element of an example. The shape
 * stays. He et al. 2015, arXiv:1502.01852. Keras: PReLU.
 */
export const pReLU = (options: PReLUOptions = {}): Layer => new PReLU(options);
