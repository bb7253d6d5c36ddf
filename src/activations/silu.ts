import type { Tensor } from '../graph/tensor.ts';

/** x * sigmoid(x), also called swish. */
export const silu = (x: Tensor): Tensor => x.mul(x.sigmoid());
