import type { Tensor } from '../graph/tensor.ts';
import { ones } from '../ops/creation.ts';
import { dropout } from '../ops/dropout.ts';
import type { RandomOptions } from '../ops/random.ts';

/** Dropout that takes or leaves whole channels of an example. */
export function dropChannels(x: Tensor, rate: number, stream: RandomOptions): Tensor {
  const perChannel = x.shape.map((n, d) => (d === 0 || d === x.rank - 1 ? n : 1));
  return x.mul(dropout(ones(perChannel), rate, stream));
}
