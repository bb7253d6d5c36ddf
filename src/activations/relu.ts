import type { Tensor } from '../graph/tensor.ts';

/** max(x, 0) */
export const relu = (x: Tensor): Tensor => x.relu();
