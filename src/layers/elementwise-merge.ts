import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { broadcastShapes, type Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { CallContext, LayerOptions } from './layer.ts';
import { MergeLayer } from './merge-layer.ts';
import { spreadMask } from './spread-mask.ts';

/**
 * Joins inputs.
 * @param masks one for each input, broadcast over it; null where all elements count
 */
export type Join = (inputs: readonly Tensor[], masks: readonly (Tensor | null)[]) => Tensor;

/** A layer that joins inputs of equal rank (Keras: of any) element by element; lengths of 1 are broadcast. */
export class ElementwiseMerge extends MergeLayer {
  readonly kind: string;
  override readonly ownOptions: readonly string[] = [];
  protected override readonly supportsMasking = true;
  readonly #join: Join;

  constructor(kind: string, options: LayerOptions, join: Join) {
    super(options);
    this.kind = kind;
    this.#join = join;
  }

  callAll(inputs: readonly Tensor[], { masks }: CallContext): Tensor {
    const spread = inputs.map((input, k) => {
      const mask = masks?.[k];
      return mask ? spreadMask(mask, input).notEqual(0) : null;
    });
    return this.#join(inputs, spread);
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

/** Joins two by two; of a masked element and one that counts, the latter is the result. */
export const countingOnly =
  (op: (a: Tensor, b: Tensor) => Tensor): Join =>
  (inputs, masks) => {
    let [joined, counts] = [inputs[0], masks[0]];
    for (const [k, input] of inputs.entries()) {
      if (k === 0) continue;
      const mask = masks[k];
      const other = mask ? input.where(mask, joined) : input;
      joined = op(counts ? joined.where(counts, other) : joined, other);
      counts = counts && mask && counts.logicalOr(mask);
    }
    return joined;
  };
