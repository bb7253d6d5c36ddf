import type { Engine } from '../engine.ts';
import { operate } from './plain-js/operate.ts';
import { train } from './plain-js/train.ts';

/** Loops over typed arrays, in one thread. */
export const engine: Engine = {
  name: 'plain JavaScript',
  train: async (workload, initialWeights, data) => train(workload, initialWeights, data),
  operate: async (workload, operands) => operate(workload, operands),
};
