import type { Tensor } from '../graph/tensor.ts';

/** x */
export const linear = (x: Tensor): Tensor => x;
