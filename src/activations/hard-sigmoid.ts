import { hardSigmoid as op } from '../ops/hard-sigmoid.ts';
import type { Activation } from './activation.ts';

/** x / 6 + 1/2 limited to [0, 1]. */
export const hardSigmoid: Activation = (x) => op(x);
