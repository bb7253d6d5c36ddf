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
 */
export const cumsum = cumulative('cumsum', 'sum');

/**
 * Running product along an axis (default: the first); its derivative holds where elements are 0.
 * `exclusive`: without the element itself; `reverse`: from the end. NumPy: cumprod.
 */
export const cumprod = cumulative('cumprod', 'product');
