import { softsign as op } from '../ops/softsign.ts';
import type { Activation } from './activation.ts';

/** x / (1 + |x|) */
export const softsign: Activation = (x) => op(x);
