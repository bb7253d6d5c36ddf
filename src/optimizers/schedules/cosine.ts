import type { Tensor } from '../../graph/tensor.ts';
import { cos } from '../../ops/trigonometry.ts';

/** (1 + cos(pi * share)) / 2: from 1 to 0 while `share` goes from 0 to 1. */
export const cosineFrom = (share: Tensor): Tensor => cos(share.mul(Math.PI)).add(1).mul(0.5);
