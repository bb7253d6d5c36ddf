import type { Tensor } from '../graph/tensor.ts';

/** log(1 + exp(x)) */
export const softplus = (x: Tensor): Tensor => x.softplus();
