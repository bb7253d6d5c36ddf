import type { ArrayValue, TensorLike } from '../graph/methods.ts';
import { convert } from '../ops/convert.ts';

/** The value of a tensor as nested arrays; of a scalar as a number or boolean. The same as `x.array()`. */
export const array = (x: TensorLike): Promise<ArrayValue> => convert(x).array();
