import * as tf from '@tensorflow/tfjs';
import { type Runner, trainingRunner } from '../../engine.ts';
import type { Data, LayerWeights } from '../../workloads/data.ts';
import { rowSizes, sizeOf } from '../../workloads/shapes.ts';
import type { LayerSpec, Training } from '../../workloads/workload.ts';

/**
 * Layers, and `optimizer.minimize` over batches that are on the device: the form without the read-back that
 * `model.fit` and `trainOnBatch` make in every step.
 */
export function train(
  workload: Training,
  initialWeights: readonly LayerWeights[],
  data: Data,
  enter: () => unknown,
): Runner {
  const { name, learningRate } = workload.optimizer;
  const optimizer = tf.train[name](learningRate);
  const model = modelOf(workload, initialWeights);
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const batches = batchesOf(workload, data);
  const loss = lossOf(workload, model);

  let done = 0;
  const step = (): tf.Scalar => {
    const { x, y } = batches[done++ % batches.length];
    const value = optimizer.minimize(() => loss(x, y), true, weights);
    if (!value) throw new Error('minimize gave no loss');
    return value;
  };
  return trainingRunner(
    {
      step,
      finished: (last) => last.data(),
      read: (value) => value.data(),
      drop: (value) => value.dispose(),
      dispose: () => {
        model.dispose();
        optimizer.dispose();
        tf.dispose(batches);
      },
      enter,
    },
    batches.length,
  );
}

function modelOf({ inputShape, layers }: Training, initialWeights: readonly LayerWeights[]): tf.Sequential {
  const model = tf.sequential({
    layers: layers.map((spec, k) => layerOf(spec, k === 0 ? [...inputShape] : undefined)),
  });
  for (const [k, layer] of model.layers.entries()) {
    const values = initialWeights[k].map((weight) => tf.tensor(weight.values, [...weight.shape]));
    layer.setWeights(values);
    tf.dispose(values);
  }
  return model;
}

function layerOf(spec: LayerSpec, inputShape?: number[]): tf.layers.Layer {
  switch (spec.type) {
    case 'dense':
      return tf.layers.dense({ units: spec.units, activation: spec.activation, inputShape });
    case 'conv2d':
      return tf.layers.conv2d({
        filters: spec.filters,
        kernelSize: spec.kernelSize,
        activation: 'relu',
        inputShape,
      });
    case 'maxPooling2d':
      return tf.layers.maxPooling2d({ poolSize: 2 });
    case 'flatten':
      return tf.layers.flatten();
    case 'batchNormalization':
      return tf.layers.batchNormalization();
    case 'dropout':
      return tf.layers.dropout({ rate: spec.rate });
  }
}

function batchesOf(workload: Training, { x, y }: Data) {
  const { inputShape, batchSize, batches } = workload;
  const { output } = rowSizes(workload);
  const take = (values: Float32Array, k: number, shape: number[]) => {
    const size = sizeOf(shape);
    return tf.tensor(values.subarray(k * size, (k + 1) * size), shape);
  };
  return Array.from({ length: batches }, (_, k) => ({
    x: take(x, k, [batchSize, ...inputShape]),
    y: take(y, k, [batchSize, output]),
  }));
}

function lossOf({ loss }: Training, model: tf.Sequential) {
  const predict = (x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  // From logits: fewer kernels than the probabilities' cross-entropy.
  const value = loss === 'meanSquaredError' ? tf.losses.meanSquaredError : tf.losses.softmaxCrossEntropy;
  return (x: tf.Tensor, y: tf.Tensor) => value(y, predict(x)).asScalar();
}
