import { ShapeError, shapeText } from '../core/errors.ts';
import { broadcastShapes, type Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { LayerOptions } from './layer.ts';
import { MergeLayer } from './merge-layer.ts';

/** A layer that joins its inputs element by element; lengths of 1 are broadcast. */
export class ElementwiseMerge extends MergeLayer {
  readonly kind: string;
  protected override readonly supportsMasking = true;
  readonly #join: (inputs: readonly Tensor[]) => Tensor;

  constructor(kind: string, options: LayerOptions, join: (inputs: readonly Tensor[]) => Tensor) {
    super(options);
    this.kind = kind;
    this.#join = join;
  }

  callAll(inputs: readonly Tensor[]): Tensor {
    return this.#join(inputs);
  }

  computeOutputShapeOfAll(shapes: readonly Shape[]): Shape {
    const call = `layers.${this.kind} '${this.title}'`;
    if (shapes.some((shape) => shape.length !== shapes[0].length)) {
      throw new ShapeError(
        `${call}: expected inputs with the same number of axes, got ${shapes.map(shapeText).join(' and ')}. ` +
          'Put layers.reshape in front of one.',
      );
    }
    return shapes.reduce((a, b) => broadcastShapes(call, a, b));
  }
}
