import type { Tensor } from '../graph/tensor.ts';

/** x / (1 + |x|) */
export const softsign = (x: Tensor): Tensor => x.div(x.abs().add(1));
