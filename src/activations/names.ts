import { lookUp } from '../core/names.ts';
import type { Activation } from './activation.ts';
import { elu } from './elu.ts';
import { exponential } from './exponential.ts';
import { linear } from './linear.ts';
import { logSoftmax } from './log-softmax.ts';
import { relu } from './relu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';

const table: Readonly<Record<string, Activation>> = {
  linear,
  relu,
  sigmoid,
  tanh,
  softmax,
  softplus,
  softsign,
  elu,
  silu,
  swish: silu,
  exponential,
  logSoftmax,
};

/** An activation by name, or the function that was given; null and undefined mean linear. */
export function getActivation(call: string, identifier: string | Activation | null | undefined): Activation {
  return typeof identifier === 'string'
    ? lookUp(call, 'activation', identifier, table)
    : (identifier ?? linear);
}
