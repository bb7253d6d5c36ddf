import { leakyRelu as op } from '../ops/relu.ts';
import type { Activation } from './activation.ts';

/** x where x > 0, 0.2 * x elsewhere. */
export const leakyRelu: Activation = (x) => op(x);
