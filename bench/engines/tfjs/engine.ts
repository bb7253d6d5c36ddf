import * as tf from '@tensorflow/tfjs';
import { type Engine, Unsupported } from '../../engine.ts';
import { operate } from './operate.ts';
import { train } from './train.ts';

/** TensorFlow.js on one of its backends, which the caller has imported. */
export function tensorFlow(backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu'): Engine {
  const enter = async () => {
    if (tf.getBackend() === backend) return;
    const ready = await tf.setBackend(backend).catch(() => false);
    if (!ready) throw new Unsupported(`TensorFlow.js found no ${backend} here`);
  };
  return {
    name: `TensorFlow.js ${tf.version.tfjs} ${backend}`,
    async train(workload, initialWeights, data) {
      if (backend === 'wasm' && workload.layers.some(({ type }) => type === 'conv2d')) {
        throw new Unsupported('the wasm backend has no gradient of convolutions');
      }
      await enter();
      return train(workload, initialWeights, data, enter);
    },
    async operate(workload, operands) {
      await enter();
      return operate(workload, operands, enter);
    },
  };
}
