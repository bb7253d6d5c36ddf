import { selu as op } from '../ops/elu.ts';
import type { Activation } from './activation.ts';

/** 1.0507 * elu with alpha 1.6733, for networks that normalise themselves. Source: arXiv 1706.02515. */
export const selu: Activation = (x) => op(x);
