import type { Tensor } from '../graph/tensor.ts';
import { rememberLogits } from './logits.ts';

/** exp(x) / sum(exp(x)) along the last axis. */
export const softmax = (x: Tensor): Tensor => rememberLogits(x.softmax(), 'softmax', x);
