import { normalizeAxis } from '../core/shape.ts';
import type { CumulativeOptions, TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { scan } from './scan.ts';

const cumulative =
  (name: string, form: 'sum' | 'product') =>
  (x: TensorLike, axis = 0, { reverse = false, exclusive = false }: CumulativeOptions = {}): Tensor => {
    const given = convert(x);
    const input = given.dtype === 'bool' ? cast(given, 'int32') : given;
    return scan(form, [input], { axis: normalizeAxis(name, axis, input.rank), reverse, exclusive });
  };

/**
 * Running sum along an axis (default: the first). int32 stays int32, booleans are counted.
 * `exclusive`: without the element itself; `reverse`: from the end. NumPy: cumsum.
 *
 * @formula y[i] = x[0] + ... + x[i]
 * @gradient dx[i] = dy[i] + dy[i + 1] + ...
 * @example
 * gl.cumsum([1, 2, 3]) // [1. 3. 6.]
 * gl.cumsum([1, 2, 3], 0, { exclusive: true }) // [0. 1. 3.]
 */
export const cumsum = cumulative('cumsum', 'sum');

/**
 * Running product along an axis (default: the first); its derivative holds where elements are 0.
 * `exclusive`: without the element itself; `reverse`: from the end. NumPy: cumprod.
 *
 * @formula y[i] = x[0] * ... * x[i]
 * @gradient dx[i] = sum over k >= i of dy[k] * the product of the other elements up to k
 * @example gl.cumprod([1, 2, 3]) // [1. 2. 6.]
 */
export const cumprod = cumulative('cumprod', 'product');
