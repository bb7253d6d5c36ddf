import { gelu as op } from '../ops/gelu.ts';
import type { Activation } from './activation.ts';

/** x times the standard normal distribution function of x, exactly. Source: arXiv 1606.08415. */
export const gelu: Activation = (x) => op(x);
