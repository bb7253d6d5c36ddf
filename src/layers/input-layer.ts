import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Layer, type LayerOptions } from './layer.ts';
import { SymbolicTensor } from './symbolic-tensor.ts';

export interface InputOptions {
  /** Shape of one example, without the batch axis; [] for one number per example. */
  readonly shape: Shape;
  /** Key of this input's data. Default: 'inputLayer', numbered within the model. */
  readonly name?: string;
}

/** A layer that only says what shape examples have. */
export class InputLayer extends Layer {
  readonly kind = 'inputLayer';
  override readonly ownOptions: readonly string[] = ['shape'];
  protected override readonly supportsMasking = true;

  call(x: Tensor): Tensor {
    return x;
  }

  /** What layers are connected to. */
  symbol(): SymbolicTensor {
    return new SymbolicTensor(this.connect([this.inputShape as Shape]), this, []);
  }
}

export interface InputLayerOptions extends Pick<LayerOptions, 'name'> {
  /** Shape of one example, without the batch axis. */
  readonly inputShape?: Shape;
  /** The same. */
  readonly shape?: Shape;
}

/**
 * The first item of `gl.sequential`, when it shall be a layer. Keras: InputLayer; see `gl.input`.
 *
 * @throws ArgumentError without a shape
 */
export const inputLayer = ({ inputShape, shape, name }: InputLayerOptions): InputLayer =>
  make('layers.inputLayer', 'inputShape', inputShape ?? shape, name);

/**
 * Where data enters a functional model: connect layers to it with `layer.apply`. Also the first item of
 * `gl.sequential`. Keras: Input.
 *
 * @throws ArgumentError without a shape
 */
export const input = ({ shape, name }: InputOptions): SymbolicTensor =>
  make('input', 'shape', shape, name).symbol();

function make(call: string, option: string, inputShape: Shape | undefined, name?: string): InputLayer {
  if (Array.isArray(inputShape)) return new InputLayer({ inputShape, name });
  throw new ArgumentError(
    `${call}: ${option} must be an array such as [784], without the batch; got ${String(inputShape)}.`,
  );
}
