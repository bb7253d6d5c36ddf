import { relu6 as op } from '../ops/relu.ts';
import type { Activation } from './activation.ts';

/** min(max(x, 0), 6) */
export const relu6: Activation = (x) => op(x);
