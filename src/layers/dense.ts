import type { Activation } from '../activations/activation.ts';
import { getActivation } from '../activations/names.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { checkPositiveInteger, Layer, type LayerOptions, type Weight } from './layer.ts';

export interface DenseOptions extends LayerOptions {
  /** Number of outputs. */
  readonly units: number;
  /** Name or function. Default: linear. */
  readonly activation?: string | Activation | null;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: string | Initializer;
  /** Default 'zeros'. */
  readonly biasInitializer?: string | Initializer;
  /** Default none. */
  readonly kernelRegularizer?: string | Regularizer | null;
  /** Default none. */
  readonly biasRegularizer?: string | Regularizer | null;
}

class Dense extends Layer {
  readonly kind = 'dense';
  readonly units: number;
  readonly #options: DenseOptions;
  readonly #activation: Activation;
  #kernel: Weight | null = null;
  #bias: Weight | null = null;

  constructor(options: DenseOptions) {
    super(options);
    checkPositiveInteger('layers.dense', 'units', options.units);
    this.units = options.units;
    this.#options = options;
    this.#activation = getActivation('layers.dense', options.activation);
  }

  override build(inputShape: Shape): void {
    this.requireRank(inputShape, 1);
    const { kernelInitializer = 'glorotUniform', biasInitializer = 'zeros', useBias = true } = this.#options;
    this.#kernel = this.addWeight({
      name: 'kernel',
      shape: [inputShape[inputShape.length - 1], this.units],
      initializer: getInitializer('layers.dense', kernelInitializer),
      regularizer: getRegularizer('layers.dense', this.#options.kernelRegularizer),
    });
    if (!useBias) return;
    this.#bias = this.addWeight({
      name: 'bias',
      shape: [this.units],
      initializer: getInitializer('layers.dense', biasInitializer),
      regularizer: getRegularizer('layers.dense', this.#options.biasRegularizer),
    });
  }

  call(x: Tensor): Tensor {
    const product = this.#product(x, (this.#kernel as Weight).value);
    return this.#activation(this.#bias ? product.add(this.#bias.value) : product);
  }

  /** Inputs with more axes are rows of one matrix: their derivative then is one product, too. */
  #product(x: Tensor, kernel: Tensor): Tensor {
    if (x.rank === 2) return x.matmul(kernel);
    const rows = x.reshape([-1, x.shape[x.rank - 1]]);
    return rows.matmul(kernel).reshape([...x.shape.slice(0, -1), this.units]);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape.slice(0, -1), this.units];
  }
}

/** activation(x · kernel + bias) over the last axis: [..., n] -> [..., units]. */
export const dense = (options: DenseOptions): Layer => new Dense(options);
