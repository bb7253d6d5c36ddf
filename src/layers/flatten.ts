import { type Shape, sizeOf } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Layer, type LayerOptions } from './layer.ts';

class Flatten extends Layer {
  readonly kind = 'flatten';
  override readonly ownOptions: readonly string[] = [];

  call(x: Tensor): Tensor {
    return x.reshape([x.shape[0], sizeOf(x.shape.slice(1))]);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [sizeOf(inputShape)];
  }
}

/** Each example as a vector: [28, 28] -> [784]. Costs nothing. */
export const flatten = (options: LayerOptions = {}): Layer => new Flatten(options);
