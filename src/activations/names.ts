import { lookUp } from '../core/names.ts';
import type { Activation } from './activation.ts';
import { elu } from './elu.ts';
import { exponential } from './exponential.ts';
import { gelu } from './gelu.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSilu } from './hard-silu.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { logSoftmax } from './log-softmax.ts';
import { mish } from './mish.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { tanh } from './tanh.ts';

const table: Readonly<Record<string, Activation>> = {
  linear,
  relu,
  relu6,
  leakyRelu,
  elu,
  selu,
  gelu,
  silu,
  swish: silu,
  mish,
  sigmoid,
  logSigmoid,
  hardSigmoid,
  hardSilu,
  hardSwish: hardSilu,
  tanh,
  softplus,
  softsign,
  softmax,
  logSoftmax,
  exponential,
};

/** An activation by name, or the function that was given; null and undefined mean linear. */
export function getActivation(call: string, identifier: string | Activation | null | undefined): Activation {
  return typeof identifier === 'string'
    ? lookUp(call, 'activation', identifier, table)
    : (identifier ?? linear);
}

/** The name under which `getActivation` knows a function; null for one of your own. */
export const activationName = (activation: unknown): string | null =>
  Object.keys(table).find((name) => table[name] === activation) ?? null;
