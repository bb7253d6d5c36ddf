import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Layer } from './layer.ts';
import { SymbolicTensor } from './symbolic-tensor.ts';

export interface InputOptions {
  /** Shape of one example, without the batch axis; [] for one number per example. */
  readonly shape: Shape;
  /** Key of this input's data. Default: 'inputLayer', numbered within the model. */
  readonly name?: string;
}

class InputLayer extends Layer {
  readonly kind = 'inputLayer';

  call(x: Tensor): Tensor {
    return x;
  }
}

/**
 * Where data enters a functional model: connect layers to it with `layer.apply`. Also the first item of
 * `gl.sequential`. Keras: Input.
 *
 * @throws ArgumentError without a shape
 */
export function input({ shape, name }: InputOptions): SymbolicTensor {
  if (!Array.isArray(shape)) {
    throw new ArgumentError(
      `input: shape must be an array such as [784], without the batch; got ${String(shape)}.`,
    );
  }
  const layer = new InputLayer({ inputShape: shape, name });
  return new SymbolicTensor(layer.connect([shape]), layer, []);
}
