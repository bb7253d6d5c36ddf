import { mish as op } from '../ops/silu.ts';
import type { Activation } from './activation.ts';

/** x * tanh(softplus(x)). Source: Misra, arXiv 1908.08681. */
export const mish: Activation = (x) => op(x);
