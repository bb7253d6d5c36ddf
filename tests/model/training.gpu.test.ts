import { describe, expect, it } from 'vitest';
import type { NdArray } from '../reference/array.ts';
import { kerasCases } from '../reference/golden/keras-cases.ts';
import {
  evaluateReference,
  type Layer,
  type TrainOptions,
  type TrainResult,
  trainReference,
  weightShapes,
} from '../reference/keras.ts';
import { oneHot } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { compileModel, dataFor, type Model, validationFor, weightsFor } from '../support/keras-model.ts';

async function weightsOf(model: Model): Promise<NdArray[]> {
  return Promise.all(model.getWeights().map((weight) => fromTensor(weight)));
}

function fitOptions(options: TrainOptions) {
  const { batchSize, epochs, classWeight, validationSplit, validationData, sampleWeight } = options;
  return {
    shuffle: false,
    batchSize,
    epochs,
    classWeight,
    validationSplit,
    validationData: validationData && validationFor(validationData),
    sampleWeight: weightsFor(sampleWeight),
  };
}

interface Run {
  readonly weightsAfterEpoch: NdArray[][];
  readonly history: Readonly<Record<string, number[]>>;
  readonly model: Model;
}

/** One call of fit; the weights are looked at after each epoch. */
async function train(options: TrainOptions): Promise<Run> {
  const model = await compileModel(options);
  const weightsAfterEpoch: NdArray[][] = [];
  const onEpochEnd = async () => {
    weightsAfterEpoch.push(await weightsOf(model));
  };
  const { history } = await model.fit(dataFor(options.x), dataFor(options.y), {
    ...fitOptions(options),
    callbacks: [{ onEpochEnd }],
  });
  return { weightsAfterEpoch, history, model };
}

/** float32 against float64: rounding grows with every step, and Adam divides by small numbers. */
const TOLERANCE = 1e-4;

function expectWeights(actual: readonly NdArray[], expected: readonly NdArray[], label: string): void {
  expect(actual.length).toBe(expected.length);
  for (const [k, weights] of actual.entries()) {
    expectClose(weights, expected[k], { tolerance: TOLERANCE, floor: 0.1, label: `${label}, weight ${k}` });
  }
}

function expectHistory(actual: Run['history'], expected: TrainResult['history']): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    expect(actual[name].length).toBe(values.length);
    for (const [epoch, value] of values.entries()) {
      const error = Math.abs(actual[name][epoch] - value) / Math.max(Math.abs(value), 0.1);
      expect(error, `${name} of epoch ${epoch}: ${actual[name][epoch]}, expected ${value}`).toBeLessThan(
        TOLERANCE,
      );
    }
  }
}

describe('fit does what Keras itself did', () => {
  it.each(kerasCases)('$name: weights after every epoch, history', async ({ options, history }) => {
    const run = await train(options);
    const { steps } = trainReference(options);
    const perEpoch = steps.length / (options.epochs ?? 1);
    for (const [epoch, weights] of run.weightsAfterEpoch.entries()) {
      expectWeights(weights, steps[(epoch + 1) * perEpoch - 1], `epoch ${epoch}`);
    }
    expect(run.weightsAfterEpoch.length).toBe(options.epochs);
    expectHistory(run.history, history as TrainResult['history']);
    run.model.dispose();
  });
});

/** Weights of the size that glorot would draw. */
function initialWeights(random: Random, layers: readonly Layer[], inputs: number): NdArray[] {
  return weightShapes(layers, [inputs]).map((shape) => {
    const limit = shape.length === 2 ? Math.sqrt(6 / (shape[0] + shape[1])) : 0.1;
    return randomUniform(random, shape, -limit, limit);
  });
}

const layers: Layer[] = [
  { type: 'dense', units: 30, activation: 'relu' },
  { type: 'dense', units: 17, activation: 'tanh', kernelRegularizer: { l2: 0.001 } },
  { type: 'dense', units: 5, activation: 'softmax' },
];

/** A classification of 70 random rows in batches of 32, 32 and 6. */
function classification(random: Random): Omit<TrainOptions, 'optimizer'> {
  const labels = randomIntegers(random, [70], 0, 5);
  const x = randomUniform(random, [70, 20], -1, 1);
  return {
    layers,
    weights: initialWeights(random, layers, 20),
    x,
    y: oneHot(labels, 5),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
    batchSize: 32,
    epochs: 4,
    sampleWeight: randomUniform(random, [70], 0.2, 2).data,
    classWeight: { 0: 2, 3: 0.5 },
  };
}

describe('a larger network with sample weights, class weights and a partial batch', () => {
  it.each<TrainOptions['optimizer']>([
    { name: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true },
    { name: 'rmsprop', learningRate: 0.003, momentum: 0.5, centered: true },
    { name: 'adam', learningRate: 0.01 },
  ])('$name', async (optimizer) => {
    const seed = testSeed();
    const options = { ...classification(randomFrom(seed)), optimizer };
    const run = await train(options);
    const expected = trainReference(options);
    for (const [epoch, weights] of run.weightsAfterEpoch.entries()) {
      expectWeights(weights, expected.steps[epoch * 3 + 2], `seed ${seed}, epoch ${epoch}`);
    }
    expectHistory(run.history, expected.history);
    const logs = await run.model.evaluate(dataFor(options.x), dataFor(options.y), {
      sampleWeight: weightsFor(options.sampleWeight),
    });
    const evaluated = evaluateReference(options, expected.weights, options);
    expect(Math.abs(logs.loss - evaluated.loss)).toBeLessThan(1e-4);
    expect(logs.accuracy).toBeCloseTo(evaluated.accuracy, 5);
    run.model.dispose();
  });

  it('the weights after every single step, one call of fit for each', async () => {
    const seed = testSeed();
    const options = { ...classification(randomFrom(seed)), optimizer: { name: 'adam' } as const, epochs: 1 };
    const model = await compileModel(options);
    const { steps } = trainReference({ ...options, batchSize: 7 });
    for (const [step, expected] of steps.entries()) {
      const { x, y, sampleWeight } = batchOf(options, step * 7, step * 7 + 7);
      await model.fit(x, y, { sampleWeight, classWeight: options.classWeight, shuffle: false, batchSize: 7 });
      expectWeights(await weightsOf(model), expected, `seed ${seed}, step ${step + 1}`);
    }
    model.dispose();
  });
});

function batchOf({ x, y, sampleWeight }: TrainOptions, begin: number, end: number) {
  const part = ({ data, shape }: NdArray) => {
    const width = data.length / shape[0];
    return dataFor({ data: data.slice(begin * width, end * width), shape: [end - begin, ...shape.slice(1)] });
  };
  return {
    x: part(x),
    y: part(y),
    sampleWeight: weightsFor(Array.from(sampleWeight ?? []).slice(begin, end)),
  };
}
