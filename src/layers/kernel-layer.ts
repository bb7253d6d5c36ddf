import type { Activation } from '../activations/activation.ts';
import { getActivation } from '../activations/names.ts';
import type { ConstraintLike } from '../constraints/constraint.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { type AddWeightOptions, Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

/** The options of layers with a bias and an activation. */
export interface BiasOptions extends LayerOptions {
  /** Name or function. Default: linear. */
  readonly activation?: string | Activation | null;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerLike;
  /** Default none. */
  readonly biasRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly biasConstraint?: ConstraintLike | null;
}

export interface KernelLayerOptions extends BiasOptions {
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerLike;
  /** Default none. */
  readonly kernelRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly kernelConstraint?: ConstraintLike | null;
}

/** A layer that computes activation(x * kernel + bias) for some kind of product. */
export abstract class KernelLayer extends Layer {
  declare readonly options: KernelLayerOptions;
  readonly #activation: Activation;
  #kernels: readonly Weight[] = [];
  #bias: Weight | null = null;

  constructor(call: string, options: BiasOptions) {
    super(options);
    this.#activation = getActivation(call, options.activation);
  }

  /** Declares a kernel and one bias for each of so many outputs. */
  protected addKernel(shape: Shape, outputs: number): void {
    const { kernelInitializer: initializer, kernelRegularizer: regularizer } = this.options;
    const { kernelConstraint: constraint } = this.options;
    this.addKernels([{ name: 'kernel', shape, initializer, regularizer, constraint }], outputs);
  }

  /** The same with other kernels. */
  protected addKernels(kernels: readonly AddWeightOptions[], outputs: number): void {
    const { useBias = true, biasInitializer: initializer = 'zeros' } = this.options;
    const { biasRegularizer: regularizer, biasConstraint: constraint } = this.options;
    this.#kernels = kernels.map((kernel) => this.addWeight(kernel));
    if (!useBias) return;
    this.#bias = this.addWeight({ name: 'bias', shape: [outputs], initializer, regularizer, constraint });
  }

  /** x times the kernels, however this layer multiplies. */
  protected abstract product(x: Tensor, ...kernels: Tensor[]): Tensor;

  call(x: Tensor): Tensor {
    const product = this.product(x, ...this.#kernels.map(({ value }) => value));
    return this.#activation(this.#bias ? product.add(this.#bias.value) : product);
  }
}
