import type { Tensor } from '../graph/tensor.ts';

/** A mask as 0 and 1, with axes of length 1 behind its own until it has as many as x. */
export function spreadMask(mask: Tensor, x: Tensor): Tensor {
  const more = new Array<number>(x.rank - mask.rank).fill(1);
  return mask.cast('float32').reshape([...mask.shape, ...more]);
}
