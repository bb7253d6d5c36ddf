import type { Tensor } from '../graph/tensor.ts';
import { rememberLogits } from './logits.ts';

/** 1 / (1 + exp(-x)) */
export const sigmoid = (x: Tensor): Tensor => rememberLogits(x.sigmoid(), 'sigmoid', x);
