import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { Layer } from './layer.ts';

/**
 * What a layer will give in a functional model: the shape is known, the values are not. Comes from
 * `gl.input` and from `layer.apply`. Keras: KerasTensor.
 */
export class SymbolicTensor {
  /** Of one example, without the batch axis. */
  readonly shape: Shape;
  /** The layer that gives it. */
  readonly layer: Layer;
  /** What the layer is applied to; nothing for an input of the model. */
  readonly inputs: readonly SymbolicTensor[];

  constructor(shape: Shape, layer: Layer, inputs: readonly SymbolicTensor[]) {
    this.shape = shape;
    this.layer = layer;
    this.inputs = inputs;
  }

  toString(): string {
    return `SymbolicTensor(${this.layer.title}, shape ${shapeText(this.shape)})`;
  }
}
