import wgsl from '../../shaders/elementwise/logic.wgsl';
import { DTypeError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { defineBinary, defineUnary } from './define.ts';

const and = defineBinary({ name: 'logicalAnd', bool: wgsl.functions.logical_and });
const or = defineBinary({ name: 'logicalOr', bool: wgsl.functions.logical_or });
const not = defineUnary({ name: 'logicalNot', bool: wgsl.functions.logical_not });

/**
 * Whether both are true, of booleans.
 *
 * @formula y = a and b
 * @gradient Not differentiable.
 * @example gl.logicalAnd([true, true], [true, false]) // [ True False]
 */
export const logicalAnd = (a: TensorLike, b: TensorLike): Tensor =>
  and(boolean('logicalAnd', a), boolean('logicalAnd', b));

/**
 * Whether any of two is true, of booleans.
 *
 * @formula y = a or b
 * @gradient Not differentiable.
 * @example gl.logicalOr([false, false], [true, false]) // [ True False]
 */
export const logicalOr = (a: TensorLike, b: TensorLike): Tensor =>
  or(boolean('logicalOr', a), boolean('logicalOr', b));

/**
 * The opposite, of booleans.
 *
 * @formula y = not x
 * @gradient Not differentiable.
 * @example gl.logicalNot([true, false]) // [False  True]
 */
export const logicalNot = (x: TensorLike): Tensor => not(boolean('logicalNot', x));

function boolean(call: string, value: TensorLike): Tensor {
  const x = convert(value);
  if (x.dtype !== 'bool')
    throw new DTypeError(`${call}: expected bool, got ${x.dtype}. Compare first, or cast('bool').`);
  return x;
}
