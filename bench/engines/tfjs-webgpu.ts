import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { type Engine, STEPS_IN_FLIGHT } from '../engine.ts';
import type { Data, Weights, Workload } from '../workloads.ts';

/**
 * Layers, and `optimizer.minimize` over batches that are on the device: the form without the read-back that
 * `model.fit` and `trainOnBatch` make in every step.
 */
export const engine: Engine = {
  name: `TensorFlow.js ${tf.version.tfjs} webgpu`,
  async setup(workload, initialWeights, data) {
    await tf.setBackend('webgpu');
    const { name, learningRate } = workload.optimizer;
    const optimizer = tf.train[name](learningRate);
    const model = modelOf(workload, initialWeights);
    const batches = batchesOf(workload, data);
    const loss = lossOf(workload, model);

    let done = 0;
    const step = (): tf.Scalar => {
      const { x, y } = batches[done++ % batches.length];
      const value = optimizer.minimize(() => loss(x, y), true);
      if (!value) throw new Error('minimize gave no loss');
      return value;
    };
    return {
      stride: 1,
      async steps(steps) {
        for (let k = 0; k < steps; k++) {
          const value = step();
          if ((k + 1) % STEPS_IN_FLIGHT === 0 || k === steps - 1) await value.data();
          value.dispose();
        }
      },
      async losses(passes) {
        const means: number[] = [];
        for (let pass = 0; pass < passes; pass++) {
          let sum = 0;
          for (let k = 0; k < batches.length; k++) sum += (await step().data())[0];
          means.push(sum / batches.length);
        }
        return means;
      },
      dispose: () => tf.disposeVariables(),
    };
  },
};

function modelOf({ inputs, layers }: Workload, initialWeights: Weights): tf.Sequential {
  const model = tf.sequential({
    layers: layers.map(({ units, activation }, k) =>
      tf.layers.dense({
        units,
        // softmaxCrossEntropy below wants logits: fewer kernels than the probabilities' cross-entropy.
        activation: activation === 'softmax' ? 'linear' : activation,
        inputShape: k === 0 ? [inputs] : undefined,
      }),
    ),
  });
  model.setWeights(initialWeights.map(({ values, shape }) => tf.tensor(values, [...shape])));
  return model;
}

function batchesOf({ inputs, loss, batchSize, batches }: Workload, data: Data) {
  return Array.from({ length: batches }, (_, k) => {
    const labels = data.y.subarray(k * batchSize, (k + 1) * batchSize);
    return {
      x: tf.tensor2d(data.x.subarray(k * batchSize * inputs, (k + 1) * batchSize * inputs), [
        batchSize,
        inputs,
      ]),
      y: loss === 'meanSquaredError' ? tf.tensor2d(labels, [batchSize, 1]) : tf.tensor1d(labels, 'int32'),
    };
  });
}

function lossOf({ loss, layers }: Workload, model: tf.Sequential) {
  const predict = (x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  if (loss === 'meanSquaredError') {
    return (x: tf.Tensor, y: tf.Tensor) => tf.losses.meanSquaredError(y, predict(x)).asScalar();
  }
  const classes = layers[layers.length - 1].units;
  return (x: tf.Tensor, y: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(y, classes), predict(x)).asScalar();
}
