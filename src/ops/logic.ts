import wgsl from '../../shaders/elementwise/logic.wgsl';
import { DTypeError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { defineBinary, defineUnary } from './define.ts';

const and = defineBinary({ name: 'logicalAnd', bool: wgsl.functions.logical_and });
const or = defineBinary({ name: 'logicalOr', bool: wgsl.functions.logical_or });
const not = defineUnary({ name: 'logicalNot', bool: wgsl.functions.logical_not });

/** a and b, of booleans. */
export const logicalAnd = (a: TensorLike, b: TensorLike): Tensor =>
  and(boolean('logicalAnd', a), boolean('logicalAnd', b));

/** a or b, of booleans. */
export const logicalOr = (a: TensorLike, b: TensorLike): Tensor =>
  or(boolean('logicalOr', a), boolean('logicalOr', b));

/** not x, of booleans. */
export const logicalNot = (x: TensorLike): Tensor => not(boolean('logicalNot', x));

function boolean(call: string, value: TensorLike): Tensor {
  const x = convert(value);
  if (x.dtype !== 'bool')
    throw new DTypeError(`${call}: expected bool, got ${x.dtype}. Compare first, or cast('bool').`);
  return x;
}
