import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Layer, LayerOptions } from './layer.ts';
import { MergeLayer } from './merge-layer.ts';

export interface DotOptions extends LayerOptions {
  /** The axis of each input that is summed over, or one number for both; 0 is the batch. */
  readonly axes: number | readonly [number, number];
  /** Divide by the lengths of the vectors: cosine similarity. Default false. */
  readonly normalize?: boolean;
}

class Dot extends MergeLayer {
  declare readonly options: DotOptions;
  readonly kind = 'dot';
  override readonly ownOptions: readonly string[] = ['axes', 'normalize'];

  override buildAll(shapes: readonly Shape[]): void {
    if (shapes.length !== 2) {
      throw new ArgumentError(
        `layers.dot '${this.title}': expected a list of two inputs, got ${shapes.length}. Pass them as apply([a, b]).`,
      );
    }
    const [a, b] = this.#axes(shapes);
    if (shapes[0][a - 1] === shapes[1][b - 1]) return;
    throw new ShapeError(
      `layers.dot '${this.title}': axes ${a} and ${b} must have the same length, got inputs of shape ` +
        `${shapes.map(shapeText).join(' and ')}.`,
    );
  }

  /** Both as matrices per example, the axis that is summed over last. */
  callAll(inputs: readonly Tensor[]): Tensor {
    const axes = this.#axes(inputs.map(({ shape }) => shape.slice(1)));
    const [a, b] = inputs.map((input, k) => {
      const unit = this.options.normalize ? normalized(input, axes[k]) : input;
      const rest = [...unit.shape.keys()].filter((d) => d !== axes[k]);
      return unit.transpose([...rest, axes[k]]).reshape([unit.shape[0], -1, unit.shape[axes[k]]]);
    });
    const shape = this.computeOutputShapeOfAll(inputs.map((input) => input.shape.slice(1)));
    return a.matmul(b, { transposeB: true }).reshape([inputs[0].shape[0], ...shape]);
  }

  /** The axes of steps may be summed over: as in Keras, no mask is left. */
  override computeMaskOfAll(): null {
    return null;
  }

  computeOutputShapeOfAll(shapes: readonly Shape[]): Shape {
    const axes = this.#axes(shapes);
    const rest = shapes.flatMap((shape, k) => shape.filter((_, d) => d !== axes[k] - 1));
    return rest.length === 0 ? [1] : rest;
  }

  #axes(shapes: readonly Shape[]): number[] {
    const { axes } = this.options;
    return shapes.map((shape, k) => this.exampleAxes(shape, typeof axes === 'number' ? axes : axes[k])[0]);
  }
}

/** As Keras's l2_normalize: squares sum to at least 1e-12. */
const normalized = (x: Tensor, axis: number): Tensor =>
  x.div(x.square().sum(axis, { keepDims: true }).maximum(1e-12).sqrt());

/**
 * Sums of products of two inputs along an axis of each: with axes 1, [n] and [n] -> [1];
 * with axes 2, [a, n] and [b, n] -> [a, b]. Keras: Dot.
 */
export const dot = (options: DotOptions): Layer => new Dot(options);
