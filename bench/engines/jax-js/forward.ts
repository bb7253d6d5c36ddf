import { lax, nn, numpy as np, random } from '@jax-js/jax';
import type { Training } from '../../workloads/workload.ts';

const MOMENTUM = 0.99;
const EPSILON = 1e-3;

interface Inputs {
  /** Kernel and bias, or gamma and beta, of every layer. */
  readonly weights: np.Array[][];
  /** Moving mean and variance of every layer. */
  readonly moving: np.Array[][];
  readonly key: np.Array;
  readonly x: np.Array;
}

/** The network's outputs, and the moving averages after this batch. */
export function forward({ layers }: Training, inputs: Inputs): [np.Array, np.Array[][]] {
  const { weights, key } = inputs;
  let x = inputs.x;
  const moving: np.Array[][] = layers.map(() => []);
  for (const [k, spec] of layers.entries()) {
    const [first, second] = weights[k];
    switch (spec.type) {
      case 'dense': {
        const sum = np.matmul(x, first).add(second);
        x = spec.activation === 'relu' ? nn.relu(sum) : sum;
        break;
      }
      case 'conv2d': {
        const sum = lax.conv(x, first, [1, 1], 'VALID').add(second.reshape([1, spec.filters, 1, 1]));
        x = nn.relu(sum);
        break;
      }
      case 'maxPooling2d': {
        const [batch, channels, height, width] = x.shape;
        const [down, across] = [height >> 1, width >> 1];
        const windows = x
          .slice([], [], [0, 2 * down], [0, 2 * across])
          .reshape([batch, channels, down, 2, across, 2]);
        x = np.max(windows, [3, 5]);
        break;
      }
      case 'flatten':
        // The weights behind it expect channels last.
        x = np.transpose(x, [0, 2, 3, 1]).reshape([x.shape[0], -1]);
        break;
      case 'batchNormalization': {
        const mean = x.ref.mean(0);
        const centred = x.sub(mean.ref);
        const variance = np.square(centred.ref).mean(0);
        x = centred
          .div(np.sqrt(variance.ref.add(EPSILON)))
          .mul(first)
          .add(second);
        const [movingMean, movingVariance] = inputs.moving[k];
        moving[k] = [average(movingMean, mean), average(movingVariance, variance)];
        break;
      }
      case 'dropout': {
        const keep = 1 - spec.rate;
        // A key of its own for every layer.
        const drawn = random.split(key.ref, layers.length).slice(k);
        const mask = random.bernoulli(drawn, keep, x.shape).astype(np.float32);
        x = x.mul(mask).mul(1 / keep);
      }
    }
  }
  key.dispose();
  return [x, moving];
}

const average = (moving: np.Array, batch: np.Array): np.Array =>
  moving.mul(MOMENTUM).add(lax.stopGradient(batch).mul(1 - MOMENTUM));
