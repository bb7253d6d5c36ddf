import type { TensorLike } from '../graph/methods.ts';
import type { GradientRule } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * The same value, treated as a constant when differentiating.
 *
 * @formula y = x
 * @shape any → the same
 * @gradient Not differentiable, on purpose.
 * @example gl.grad((x) => x.mul(gl.stopGradient(x)))(3) // 3.0
 */
export function stopGradient(x: TensorLike): Tensor {
  const input = convert(x);
  return apply(
    { kind: 'view', name: 'stopGradient', index: (i) => i, gradient: null },
    [input],
    input.shape,
    input.dtype,
  );
}

/**
 * The same value with a derivative of its own: `rule` gives one derivative per tensor of
 * `sources`, for a formula that is cheaper or more stable than the chain rule's.
 */
export function withGradient(value: Tensor, sources: readonly Tensor[], rule: GradientRule): Tensor {
  return apply(
    {
      kind: 'view',
      name: 'withGradient',
      index: (i) => i,
      gradient: ({ inputs, output, dy, needs }) => [
        null,
        ...rule({ inputs: inputs.slice(1), output, dy, needs: needs.slice(1) }),
      ],
    },
    [stopGradient(value), ...sources],
    value.shape,
    value.dtype,
  );
}
