import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { type CallContext, Layer } from './layer.ts';

/** Base of layers with several inputs: a subclass writes `callAll` and `computeOutputShapeOfAll`. */
export abstract class MergeLayer extends Layer {
  abstract override callAll(inputs: readonly Tensor[], context: CallContext): Tensor;
  abstract override computeOutputShapeOfAll(shapes: readonly Shape[]): Shape;

  /** How many inputs it takes, at least. */
  protected readonly fewestInputs: number = 2;

  override buildAll(shapes: readonly Shape[]): void {
    if (shapes.length >= this.fewestInputs) return;
    throw new ArgumentError(
      `layers.${this.kind} '${this.title}': expected a list of at least ${this.fewestInputs} inputs, ` +
        `got ${shapes.length}. Pass them as apply([a, b]).`,
    );
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return this.callAll([x], context);
  }

  /** As in Keras a step counts when it does in one of the inputs, all do when one has no mask. */
  override computeMaskOfAll(inputs: readonly Tensor[], masks: readonly (Tensor | null)[]): Tensor | null {
    const known = masks.filter((mask) => mask !== null);
    const all = known.length === masks.length ? known.reduce((a, b) => a.logicalOr(b)) : null;
    return this.computeMask(inputs[0], all);
  }
}
