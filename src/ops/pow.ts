import wgsl from '../../shaders/elementwise/pow.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import { literalValue, type Tensor } from '../graph/tensor.ts';
import { square } from './arithmetic.ts';
import { convert } from './convert.ts';
import { defineBinary } from './define.ts';

const general = defineBinary({
  name: 'pow',
  float: wgsl.functions.pow_f32,
  cost: 16,
  gradient: ({ inputs: [x, y], output, dy, needs }) => [
    // y * x^(y - 1), not output * y / x, which is 0/0 at x = 0.
    needs[0] ? dy.mul(y).mul(x.pow(y.sub(1))) : null,
    needs[1] ? dy.mul(output).mul(x.log().where(x.greater(0), 0)) : null,
  ],
});

/** x to the power of y; a negative x has a result only for whole y. The result is float32. */
export function pow(x: TensorLike, y: TensorLike): Tensor {
  const exponent = convert(y);
  const value = literalValue(exponent);
  if (value === 1) return convert(x);
  return value === 2 ? square(x) : general(x, exponent);
}
