import { ArgumentError, shapeText } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface PReLUOptions extends LayerOptions {
  /** Default 'zeros'. */
  readonly alphaInitializer?: string | Initializer;
  /** Default none. */
  readonly alphaRegularizer?: string | Regularizer | null;
  /** Axes of an example, counted from 1, along which all elements share one slope. Default none. */
  readonly sharedAxes?: readonly number[];
}

class PReLU extends Layer {
  readonly kind = 'pReLU';
  readonly #options: PReLUOptions;
  #alpha: Weight | null = null;

  constructor(options: PReLUOptions) {
    super(options);
    this.#options = options;
  }

  override build(inputShape: Shape): void {
    const { alphaInitializer = 'zeros', alphaRegularizer, sharedAxes = [] } = this.#options;
    if (sharedAxes.some((d) => !Number.isInteger(d) || d < 1 || d > inputShape.length)) {
      throw new ArgumentError(
        `layers.pReLU '${this.name}': sharedAxes must be from 1 to ${inputShape.length} for examples of shape ` +
          `${shapeText(inputShape)}, got ${shapeText(sharedAxes)}.`,
      );
    }
    this.#alpha = this.addWeight({
      name: 'alpha',
      shape: inputShape.map((n, d) => (sharedAxes.includes(d + 1) ? 1 : n)),
      initializer: getInitializer('layers.pReLU', alphaInitializer),
      regularizer: getRegularizer('layers.pReLU', alphaRegularizer),
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
