import type { Tensor } from '../graph/tensor.ts';

/** log(softmax(x)) along the last axis. */
export const logSoftmax = (x: Tensor): Tensor => x.logSoftmax();
