import { logSigmoid as op } from '../ops/softplus.ts';
import type { Activation } from './activation.ts';

/** log(sigmoid(x)) */
export const logSigmoid: Activation = (x) => op(x);
