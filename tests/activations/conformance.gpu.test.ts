import { expect, it } from 'vitest';
import { getActivation } from '../../src/activations/names.ts';
import * as gl from '../../src/index.ts';
import { fromFlat, type NdArray } from '../reference/array.ts';
import * as ops from '../reference/ops.ts';
import { expectClose, fromTensor, toTensor } from '../support/check-op.ts';

type Name = Exclude<keyof typeof gl.activations, 'Activation'>;

/** The other names that Keras 3 knows, and its formulas with its defaults. */
const activations: Record<Name, [aliases: readonly string[], reference: (x: NdArray) => NdArray]> = {
  linear: [[], (x) => x],
  relu: [['ReLU'], ops.relu],
  relu6: [[], ops.relu6],
  leakyRelu: [['leaky_relu'], (x) => ops.leakyRelu(x, 0.2)],
  elu: [[], (x) => ops.elu(x, 1)],
  selu: [[], ops.selu],
  gelu: [[], ops.gelu],
  silu: [['swish'], ops.silu],
  mish: [[], ops.mish],
  sigmoid: [[], ops.sigmoid],
  logSigmoid: [['log_sigmoid'], ops.logSigmoid],
  hardSigmoid: [['hard_sigmoid'], ops.hardSigmoid],
  hardSilu: [['hard_silu', 'hard_swish'], ops.hardSilu],
  tanh: [[], ops.tanh],
  softplus: [[], ops.softplus],
  softsign: [[], ops.softsign],
  softmax: [[], (x) => ops.softmax(x)],
  logSoftmax: [['log_softmax'], (x) => ops.logSoftmax(x)],
  exponential: [[], ops.exp],
};
const names = Object.keys(activations) as Name[];

it('names every activation', () => {
  expect(Object.keys(gl.activations).sort()).toEqual([...names].sort());
});

const inputs = fromFlat([-100, -7.5, -3, -1.25, -0.01, 0, 0.01, 0.5, 1, 2.75, 3, 6, 9, 80], [2, 7]);

it.each(names)('%s', async (name) => {
  const [aliases, reference] = activations[name];
  const found = await fromTensor(gl.activations[name](toTensor(inputs)));
  expectClose(found, reference(inputs), { tolerance: 2e-5, floor: 1e-6, label: name });
  for (const alias of [name, ...aliases]) {
    expect(getActivation('test', alias), alias).toBe(gl.activations[name]);
  }
});

it('says which names there are', () => {
  expect(() => getActivation('layers.dense', 'gleu')).toThrow(
    "layers.dense: unknown activation 'gleu'. Did you mean 'elu'? Known: linear, relu, relu6, leakyRelu",
  );
});
