import { elu as op } from '../ops/elu.ts';
import type { Activation } from './activation.ts';

/** x where x > 0, exp(x) - 1 elsewhere. Source: Clevert et al., arXiv 1511.07289. */
export const elu: Activation = (x) => op(x);
