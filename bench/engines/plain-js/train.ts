import { type Runner, trainingRunner } from '../../engine.ts';
import type { Data, LayerWeights } from '../../workloads/data.ts';
import { type PlacedLayer, placed, rowSizes, sizeOf } from '../../workloads/shapes.ts';
import type { Training } from '../../workloads/workload.ts';
import { batchNormalization } from './batch-normalization.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import type { PlainLayer } from './layer.ts';
import { meanSquaredError, softmaxCrossentropy } from './loss.ts';
import { maxPooling2d } from './max-pooling2d.ts';
import { optimizer } from './optimizers.ts';

export function train(workload: Training, initialWeights: readonly LayerWeights[], data: Data): Runner {
  const { batchSize, batches } = workload;
  const { input, output } = rowSizes(workload);
  const shapes = placed(workload);
  const layers = shapes.map((layer, k) => layerOf(layer, batchSize, initialWeights[k]));
  const update = optimizer(
    workload.optimizer,
    layers.flatMap(({ parameters }) => parameters),
  );
  const loss = workload.loss === 'meanSquaredError' ? meanSquaredError : softmaxCrossentropy(output);
  /** Of every layer's result. */
  const gradients = shapes.map(({ after }) => new Float32Array(batchSize * sizeOf(after)));

  let done = 0;
  const step = (): number => {
    const batch = done++ % batches;
    const x = data.x.subarray(batch * batchSize * input, (batch + 1) * batchSize * input);
    const y = data.y.subarray(batch * batchSize * output, (batch + 1) * batchSize * output);
    const outputs = layers.reduce<Float32Array>((values, layer) => layer.forward(values), x);
    const value = loss(outputs, y, gradients[layers.length - 1]);
    for (let k = layers.length - 1; k >= 0; k--) {
      const before = k > 0 ? gradients[k - 1] : null;
      before?.fill(0);
      layers[k].backward(gradients[k], before);
    }
    update();
    return value;
  };
  return trainingRunner(
    {
      step,
      finished: async () => {},
      read: async (value) => [value],
      drop: () => {},
      dispose: () => {},
      enter: () => {},
    },
    batches,
  );
}

function layerOf({ spec, before, after }: PlacedLayer, rows: number, weights: LayerWeights): PlainLayer {
  switch (spec.type) {
    case 'dense':
      return dense(rows, [sizeOf(before), spec.units], weights, spec.activation);
    case 'conv2d':
      return conv2d(rows, before, after, weights);
    case 'maxPooling2d':
      return maxPooling2d(rows, before, after);
    case 'batchNormalization':
      return batchNormalization(rows, sizeOf(before), weights);
    case 'dropout':
      return dropout(rows * sizeOf(before), spec.rate);
    case 'flatten':
      return flatten;
  }
}

const flatten: PlainLayer = {
  parameters: [],
  forward: (x) => x,
  backward: (dy, dx) => dx?.set(dy),
};
