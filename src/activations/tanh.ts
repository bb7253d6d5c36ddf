import type { Tensor } from '../graph/tensor.ts';

/** Hyperbolic tangent. */
export const tanh = (x: Tensor): Tensor => x.tanh();
