import { hardSilu as op } from '../ops/hard-sigmoid.ts';
import type { Activation } from './activation.ts';

/** x * hardSigmoid(x), also called hard swish. */
export const hardSilu: Activation = (x) => op(x);
