import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sameShape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { concat } from '../ops/concat.ts';
import { ones } from '../ops/creation.ts';
import type { Layer, LayerOptions } from './layer.ts';
import { MergeLayer } from './merge-layer.ts';
import { spreadMask } from './spread-mask.ts';

export interface ConcatenateOptions extends LayerOptions {
  /** The axis along which inputs are put one after the other; 0 is the batch. Default -1. */
  readonly axis?: number;
}

class Concatenate extends MergeLayer {
  declare readonly options: ConcatenateOptions;
  readonly kind = 'concatenate';
  override readonly ownOptions: readonly string[] = ['axis'];
  protected override readonly fewestInputs = 1;
  protected override readonly supportsMasking = true;

  callAll(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.options.axis ?? -1);
  }

  /** An input without a mask counts in all of its steps. */
  override computeMaskOfAll(inputs: readonly Tensor[], masks: readonly (Tensor | null)[]): Tensor | null {
    if (masks.every((mask) => mask === null)) return null;
    const whole = inputs.map((input, k) => {
      const mask = masks[k];
      return mask ? spreadMask(mask, input).broadcastTo(input.shape) : ones(input.shape);
    });
    return concat(whole, this.options.axis ?? -1)
      .greater(0)
      .any(-1);
  }

  computeOutputShapeOfAll(shapes: readonly Shape[]): Shape {
    const [axis] = this.exampleAxes(shapes[0], this.options.axis ?? -1);
    const others = (shape: Shape): number[] => shape.filter((_, d) => d !== axis - 1);
    if (
      shapes.some(
        (shape) => shape.length !== shapes[0].length || !sameShape(others(shape), others(shapes[0])),
      )
    ) {
      throw new ShapeError(
        `layers.concatenate '${this.title}': expected inputs that differ along axis ${axis} only, ` +
          `got ${shapes.map(shapeText).join(' and ')}.`,
      );
    }
    const total = shapes.reduce((sum, shape) => sum + shape[axis - 1], 0);
    return shapes[0].map((n, d) => (d === axis - 1 ? total : n));
  }
}

/** All inputs one after the other along an axis: [..., n] and [..., m] -> [..., n + m]. Keras: Concatenate. */
export const concatenate = (options: ConcatenateOptions = {}): Layer => new Concatenate(options);
