import { defaultDevice, init } from '@jax-js/jax';
import { type Engine, Unsupported } from '../../engine.ts';
import { operate } from './operate.ts';
import { train } from './train.ts';

/** jax-js on one of its devices, everything of a step in one `jit`. */
export function jaxJs(device: 'webgpu' | 'wasm'): Engine {
  const enter = async () => {
    if (!(await init(device)).includes(device)) throw new Unsupported(`jax-js found no ${device} here`);
    defaultDevice(device);
  };
  return {
    name: `jax-js 0.1.25 ${device}, one jit`,
    async train(workload, initialWeights, data) {
      await enter();
      return train(workload, initialWeights, data, enter);
    },
    async operate(workload, operands) {
      await enter();
      return operate(workload, operands, enter);
    },
  };
}
