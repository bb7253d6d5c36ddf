import type { Activation } from '../activations/activation.ts';
import { getActivation } from '../activations/names.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface KernelLayerOptions extends LayerOptions {
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

/** A layer that computes activation(x * kernel + bias) for some kind of product. */
export abstract class KernelLayer extends Layer {
  readonly #options: KernelLayerOptions;
  readonly #activation: Activation;
  #kernel: Weight | null = null;
  #bias: Weight | null = null;

  constructor(call: string, options: KernelLayerOptions) {
    super(options);
    this.#options = options;
    this.#activation = getActivation(call, options.activation);
  }

  /** Declares the weights: one bias for each of so many outputs. */
  protected addKernel(shape: Shape, outputs: number): void {
    const call = `layers.${this.kind}`;
    const { kernelInitializer = 'glorotUniform', biasInitializer = 'zeros', useBias = true } = this.#options;
    this.#kernel = this.addWeight({
      name: 'kernel',
      shape,
      initializer: getInitializer(call, kernelInitializer),
      regularizer: getRegularizer(call, this.#options.kernelRegularizer),
    });
    if (!useBias) return;
    this.#bias = this.addWeight({
      name: 'bias',
      shape: [outputs],
      initializer: getInitializer(call, biasInitializer),
      regularizer: getRegularizer(call, this.#options.biasRegularizer),
    });
  }

  /** x times the kernel, however this layer multiplies. */
  protected abstract product(x: Tensor, kernel: Tensor): Tensor;

  call(x: Tensor): Tensor {
    const product = this.product(x, (this.#kernel as Weight).value);
    return this.#activation(this.#bias ? product.add(this.#bias.value) : product);
  }
}
