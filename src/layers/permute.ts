import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface PermuteOptions extends LayerOptions {
  /** The axes of an example in their new order, counted from 1: [2, 1] swaps two. */
  readonly dims: readonly number[];
}

/** The axes of each example in another order. Keras: Permute. */
export function permute(options: PermuteOptions): Layer {
  const { dims } = options;
  if ([...dims].sort((a, b) => a - b).some((d, k) => d !== k + 1)) {
    throw new ArgumentError(
      `layers.permute: dims must hold each of 1 to ${dims.length} once, got ${shapeText(dims)}.`,
    );
  }
  return new FunctionLayer('permute', options, {
    options: ['dims'],
    call: (x) => x.transpose([0, ...dims]),
    outputShape(shape) {
      if (shape.length === dims.length) return dims.map((d) => shape[d - 1]);
      throw new ShapeError(
        `layers.permute: dims ${shapeText(dims)} are for examples with ${dims.length} axes, got shape ${shapeText(shape)}.`,
      );
    },
  });
}
