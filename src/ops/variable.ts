import type { DType } from '../core/dtype.ts';
import { StateError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import { isTracing } from '../graph/trace.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { tensor } from './convert.ts';

export interface VariableOptions {
  /** Shown in errors and printed programs. Default 'variable'. */
  readonly name?: string;
  /** Default: that of the initial value. */
  readonly dtype?: DType;
  /** Default true. */
  readonly trainable?: boolean;
}

/**
 * State that programs read and assign. Starts from a number, an array, or a tensor that may still
 * have to be computed, such as `gl.normal([3, 4])`. TensorFlow: Variable.
 *
 * @shape the initial value → the same
 * @throws StateError: made while a function is traced, from a tensor that is not known yet.
 * @example
 * const steps = gl.variable(5);
 * steps.assignAdd(2);
 * steps.mul(10) // 70.0
 */
export function variable(
  initial: TensorLike,
  { name = 'variable', dtype, trainable }: VariableOptions = {},
): Variable {
  const value = tensor(initial, undefined, dtype);
  if (!value.host && isTracing()) {
    throw new StateError(
      `variable: '${name}' is made while a function is traced, from a tensor that is not known yet. ` +
        'Make it before, outside of the function.',
    );
  }
  const spec = { name, shape: value.shape, dtype: value.dtype, initial: value.host ?? 0, trainable };
  const made = packVariables(name, [spec]).parts[0];
  if (!value.host) made.assign(value);
  return made;
}
