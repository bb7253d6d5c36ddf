import { silu as op } from '../ops/silu.ts';
import type { Activation } from './activation.ts';

/** x * sigmoid(x), also called swish. */
export const silu: Activation = (x) => op(x);
