import * as gl from '../../src/index.ts';
import { featureNames, inputs, type WineData, type Wines } from './data.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly dropout: number;
}

/** The tutorial's. */
export const defaults: Settings = { learningRate: 5.6194e-5, epochs: 1000, batchSize: 128, dropout: 0.3 };

/** Qualities are 3 to 8; one column for each number from 0, as Keras's `to_categorical` makes them. */
export const classes = 9;

export const validationSplit = 0.1;

/** The tutorial's network: three blocks of dense, batch normalization and dropout, then a probability a class. */
export function buildModel({
  learningRate,
  dropout,
}: Pick<Settings, 'learningRate' | 'dropout'>): gl.Sequential {
  const block = (units: number, inputShape?: number[]) => [
    gl.layers.dense({ units, activation: 'relu', inputShape }),
    gl.layers.batchNormalization(),
    gl.layers.dropout(dropout),
  ];
  const model = gl.sequential([
    ...block(144, [featureNames.length]),
    ...block(144),
    ...block(16),
    gl.layers.dense({ units: classes, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: gl.optimizers.adam({ learningRate }),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

export function train(
  model: gl.Sequential,
  { train }: WineData,
  { epochs, batchSize }: Pick<Settings, 'epochs' | 'batchSize'>,
  ...callbacks: gl.Callback[]
): Promise<gl.History> {
  const labels = gl.data.toCategorical(train.qualities, classes);
  return model.fit(inputs(train), labels, { epochs, batchSize, validationSplit, callbacks });
}

/** The most probable quality of every wine. */
export async function predict(model: gl.Sequential, wines: Wines): Promise<number[]> {
  const probabilities = await (await model.predict(inputs(wines), { batchSize: 500 })).data();
  return Array.from(wines.qualities, (_, row) => {
    const scores = probabilities.subarray(row * classes, (row + 1) * classes);
    return scores.indexOf(Math.max(...scores));
  });
}
