import type { Activation as ActivationFunction } from '../activations/activation.ts';
import { getActivation } from '../activations/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Layer, type LayerOptions } from './layer.ts';

export interface ActivationOptions extends LayerOptions {
  /** Name or function. */
  readonly activation: string | ActivationFunction;
}

class Activation extends Layer {
  readonly kind = 'activation';
  override readonly ownOptions: readonly string[] = ['activation'];
  protected override readonly supportsMasking = true;
  readonly #activation: ActivationFunction;

  constructor(options: ActivationOptions) {
    super(options);
    this.#activation = getActivation('layers.activation', options.activation);
  }

  call(x: Tensor): Tensor {
    return this.#activation(x);
  }
}

/** An activation as a layer of its own: `gl.layers.activation('relu')`. */
export const activation = (options: ActivationOptions | string | ActivationFunction): Layer =>
  new Activation(typeof options === 'object' ? options : { activation: options });
