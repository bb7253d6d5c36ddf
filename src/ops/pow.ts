import wgsl from '../../shaders/elementwise/pow.wgsl';
import { ArgumentError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import { literalValue, Tensor } from '../graph/tensor.ts';
import { square } from './arithmetic.ts';
import { convert } from './convert.ts';
import { defineBinary } from './define.ts';

const general = defineBinary({
  name: 'pow',
  float: wgsl.functions.pow_f32,
  int: wgsl.functions.pow_i32,
  cost: 24,
  gradient: ({ inputs: [x, y], output, dy, needs }) => [
    // y * x^(y - 1), not output * y / x, which is 0/0 at x = 0; and 0, not 0 * infinity, for y = 0.
    needs[0] ? dy.mul(y.mul(x.pow(y.sub(1))).where(y.notEqual(0), 0)) : null,
    // The logarithm sees positive numbers only, so that its own derivative is finite.
    needs[1] ? dy.mul(output).mul(x.where(x.greater(0), 1).log()) : null,
  ],
});

/**
 * x to the power of y; a negative x has a real result only for whole y. Integers stay integers:
 * they wrap around, and a negative power is rounded towards 0. With respect to y the derivative
 * is 0 where x <= 0.
 *
 * @formula z = x^y
 * @gradient dx = dz * y * x^(y - 1), dy = dz * z * log(x)
 * @example gl.pow([1, 2, 3], 2) // [1. 4. 9.]
 */
export function pow(x: TensorLike, y: TensorLike): Tensor {
  if (y === 1) return convert(x);
  if (y === 2) return square(x);
  const result = general(x, y);
  const exponent = y instanceof Tensor ? literalValue(y) : y;
  if (result.dtype === 'int32' && typeof exponent === 'number' && exponent < 0) {
    throw new ArgumentError(
      `pow: integers have no integer power ${exponent}. Use cast('float32') on the base first.`,
    );
  }
  return result;
}
