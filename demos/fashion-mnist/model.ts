import * as gl from '../../src/index.ts';
import { type FashionMnist, type Images, imageSize } from './data.ts';

export interface Settings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate?: number;
}

export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/** The tutorial's network: 784 pixels, two hidden layers, one probability for each of the ten classes. */
export function buildModel({ learningRate = 0.01 }: Pick<Settings, 'learningRate'> = {}): gl.Sequential {
  const model = gl.sequential([
    gl.layers.dense({ units: 300, activation: 'relu', inputShape: [imageSize] }),
    gl.layers.dense({ units: 100, activation: 'relu' }),
    gl.layers.dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: gl.optimizers.sgd({ learningRate }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

const inputs = ({ pixels, count }: Images) => ({ data: pixels, shape: [count, imageSize] });

export function train(
  model: gl.Sequential,
  { train, validation }: FashionMnist,
  { epochs, batchSize }: Settings,
  ...callbacks: gl.Callback[]
): Promise<gl.History> {
  return model.fit(inputs(train), train.labels, {
    epochs,
    batchSize,
    validationData: [inputs(validation), validation.labels],
    callbacks,
  });
}

/** Loss and accuracy on images that training has not seen. */
export async function evaluate(model: gl.Sequential, images: Images): Promise<Evaluation> {
  const { loss, accuracy } = await model.evaluate(inputs(images), images.labels, { batchSize: 500 });
  return { loss, accuracy };
}

/** The probability of each class for each image, ten numbers an image. */
export async function predict(model: gl.Sequential, images: Images): Promise<Float32Array> {
  const probabilities = await model.predict(inputs(images), { batchSize: 500 });
  return Float32Array.from(await probabilities.data());
}
