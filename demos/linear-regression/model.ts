import * as gl from '../../src/index.ts';
import { features, type Line, labels } from './points.ts';

export interface Settings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

/** One neuron with one input: a slope and an intercept. */
export function buildModel({ learningRate }: Pick<Settings, 'learningRate'>): gl.Sequential {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({
    optimizer: gl.optimizers.rmsprop({ learningRate }),
    loss: 'meanSquaredError',
    metrics: ['rootMeanSquaredError'],
  });
  return model;
}

/** Trains on the twelve points. A rate at which the error swings is a lesson here, so the engine must not stop it. */
export function train(
  model: gl.Sequential,
  { epochs, batchSize }: Settings,
  ...callbacks: gl.Callback[]
): Promise<gl.History> {
  const x = features.map((feature) => [feature]);
  return model.fit(x, labels, { epochs, batchSize, onNonFinite: 'continue', callbacks });
}

/** The line that the model has arrived at. */
export async function lineOf(model: gl.Sequential): Promise<Line> {
  const [kernel, bias] = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return { slope: kernel[0], intercept: bias[0] };
}
