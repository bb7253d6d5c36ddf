import type { DType } from '../core/dtype.ts';
import { DataError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
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

/** State that programs read and assign: starts from a number or array on the CPU. */
export function variable(
  initial: TensorLike,
  { name = 'variable', dtype, trainable }: VariableOptions = {},
): Variable {
  const value = tensor(initial, undefined, dtype);
  if (!value.host) {
    throw new DataError(
      `variable: '${name}' needs a number or array as its initial value, got a computed tensor. Await its data() first.`,
    );
  }
  const spec = { name, shape: value.shape, dtype: value.dtype, initial: value.host, trainable };
  return packVariables(name, [spec]).parts[0];
}
