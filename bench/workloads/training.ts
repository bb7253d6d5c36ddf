import type { LayerSpec, Training } from './workload.ts';

const dense = (units: number, activation: 'linear' | 'relu' = 'linear'): LayerSpec => ({
  type: 'dense',
  units,
  activation,
});

const linear = (batchSize: number): Training => ({
  kind: 'training',
  name: `linear-${batchSize}`,
  group: 'linear',
  title: `Linear regression: Dense(1), 12 points, RMSprop, batch ${batchSize}`,
  inputShape: [1],
  layers: [dense(1)],
  loss: 'meanSquaredError',
  optimizer: { name: 'rmsprop', learningRate: 0.01 },
  batchSize,
  batches: 12 / batchSize,
});

const california: Training = {
  kind: 'training',
  name: 'california',
  group: 'california',
  title: 'California housing: 8-30-1, SGD, batch 32',
  inputShape: [8],
  layers: [dense(30, 'relu'), dense(1)],
  loss: 'meanSquaredError',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  batchSize: 32,
  batches: 32,
};

const hidden: LayerSpec[] = [
  dense(144, 'relu'),
  { type: 'batchNormalization' },
  { type: 'dropout', rate: 0.3 },
];

const wine: Training = {
  kind: 'training',
  name: 'wine',
  group: 'wine',
  title: 'Red wine: 11-144-144-16-9, batch normalization, dropout, Adam, batch 128',
  inputShape: [11],
  layers: [...hidden, ...hidden, dense(16, 'relu'), dense(9)],
  loss: 'categoricalCrossentropy',
  optimizer: { name: 'adam', learningRate: 5.6194e-5 },
  batchSize: 128,
  batches: 8,
};

const mlp = (batchSize: number): Training => ({
  kind: 'training',
  name: `mlp-${batchSize}`,
  group: 'mlp',
  title: `Fashion-MNIST MLP: 784-300-100-10, SGD, batch ${batchSize}`,
  inputShape: [784],
  layers: [dense(300, 'relu'), dense(100, 'relu'), dense(10)],
  loss: 'categoricalCrossentropy',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  batchSize,
  batches: batchSize <= 32 ? 10 : Math.max(1, 512 / batchSize),
});

const cnn: Training = {
  kind: 'training',
  name: 'cnn',
  group: 'cnn',
  title: 'Small CNN on 28x28: 3x3x8, pool, 3x3x16, pool, 10, SGD, batch 32',
  inputShape: [28, 28, 1],
  layers: [
    { type: 'conv2d', filters: 8, kernelSize: 3 },
    { type: 'maxPooling2d' },
    { type: 'conv2d', filters: 16, kernelSize: 3 },
    { type: 'maxPooling2d' },
    { type: 'flatten' },
    dense(10),
  ],
  loss: 'categoricalCrossentropy',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  batchSize: 32,
  batches: 4,
};

/** Batches of a pass over the data, at most. */
const MOST_BATCHES = 32;

/** The same model in another batch size, if possible on as many examples. */
export function inBatchSize(training: Training, batchSize: number): Training {
  const { group, title } = training;
  const batches = Math.floor((training.batchSize * training.batches) / batchSize);
  return {
    ...training,
    name: `${group}-${batchSize}`,
    title: title.replace(/\d+$/, `${batchSize}`),
    batchSize,
    batches: Math.max(1, Math.min(MOST_BATCHES, batches)),
  };
}

export const trainings: readonly Training[] = [
  ...[1, 12].map(linear),
  california,
  wine,
  ...[1, 8, 32, 128, 512, 2048, 8192].map(mlp),
  cnn,
];
