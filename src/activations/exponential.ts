import type { Tensor } from '../graph/tensor.ts';

/** exp(x) */
export const exponential = (x: Tensor): Tensor => x.exp();
