import type { Tensor } from '../graph/tensor.ts';

/** x where x > 0, exp(x) - 1 elsewhere. Source: Clevert et al., arXiv 1511.07289. */
export const elu = (x: Tensor): Tensor => x.where(x.greater(0), x.minimum(0).exp().sub(1));
