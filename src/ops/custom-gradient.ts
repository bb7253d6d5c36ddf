import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sameShape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { withGradient } from './stop-gradient.ts';

/** A value, and how its derivative becomes those of the inputs (null: none). */
export interface WithGradient {
  readonly value: Tensor;
  readonly gradient: (dy: Tensor) => Tensor | null | readonly (Tensor | null)[];
}

/**
 * A function with a derivative of your own: `fn` returns its value and `gradient(dy)`, which gives
 * one tensor per input, in its shape, made of operations (so that it can be differentiated in turn).
 * TensorFlow: custom_gradient.
 *
 * @throws ArgumentError: `gradient` returns another number of tensors than `fn` has inputs.
 * @throws ShapeError: a derivative has another shape than its input.
 * @example
 * const clipped = gl.customGradient((x) => ({ value: x, gradient: (dy) => [dy.clip(-1, 1)] }));
 * gl.grad((x) => clipped(x).mul(5))(3) // 1.0
 */
export function customGradient(
  fn: (...inputs: Tensor[]) => WithGradient,
): (...inputs: TensorLike[]) => Tensor {
  return (...args) => {
    const inputs = args.map((arg) => convert(arg));
    const { value, gradient } = fn(...inputs);
    return withGradient(value, inputs, ({ dy }) => {
      const slopes = [gradient(dy)].flat();
      if (slopes.length !== inputs.length) {
        throw new ArgumentError(
          `customGradient: gradient must return one tensor (or null) for each of the ${inputs.length} inputs, ` +
            `got ${slopes.length}.`,
        );
      }
      for (const [k, slope] of slopes.entries()) {
        if (!slope || sameShape(slope.shape, inputs[k].shape)) continue;
        throw new ShapeError(
          `customGradient: the derivative of input ${k} must have its shape ${shapeText(inputs[k].shape)}, ` +
            `got ${shapeText(slope.shape)}.`,
        );
      }
      return slopes;
    });
  };
}
