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
  #kernel: Weight | null = null;
  #bias: Weight | null = null;

  constructor(call: string, options: BiasOptions) {
    super(options);
    this.#activation = getActivation(call, options.activation);
  }

  /** Declares the weights: one bias for each of so many outputs. */
  protected addKernel(shape: Shape, outputs: number): void {
    const { useBias = true, biasInitializer: initializer = 'zeros' } = this.options;
    const { biasRegularizer: regularizer, biasConstraint: constraint } = this.options;
    this.#kernel = this.addWeight({ name: 'kernel', shape, ...this.kernelOptions() });
    if (!useBias) return;
    this.#bias = this.addWeight({ name: 'bias', shape: [outputs], initializer, regularizer, constraint });
  }

  /** How the kernel begins and what holds it. */
  protected kernelOptions(): Omit<AddWeightOptions, 'name' | 'shape'> {
    const { kernelInitializer, kernelRegularizer, kernelConstraint } = this.options;
    return { initializer: kernelInitializer, regularizer: kernelRegularizer, constraint: kernelConstraint };
  }

  /** x times the kernel, however this layer multiplies. */
  protected abstract product(x: Tensor, kernel: Tensor): Tensor;

  call(x: Tensor): Tensor {
    const product = this.product(x, (this.#kernel as Weight).value);
    return this.#activation(this.#bias ? product.add(this.#bias.value) : product);
  }
}
