import { fromFlat, type NdArray } from '../array.ts';
import type { LossName, MetricName, OptimizerConfig } from '../keras.ts';
import { type Layer, unflatten, weightShapes } from '../model.ts';
import type { TrainOptions } from '../train.ts';
import golden from './keras.data.json';

/** A training run that Keras itself made, as arguments of `trainReference` and as what came out. */
export interface KerasCase {
  readonly name: string;
  readonly options: TrainOptions;
  /** All weights in one list, after every step. */
  readonly steps: readonly (readonly number[])[];
  readonly history: Readonly<Record<string, readonly number[]>>;
}

interface Recorded {
  layers: Layer[];
  y: 'labels' | 'oneHot' | 'binary' | 'targets';
  loss: LossName;
  fromLogits?: boolean;
  optimizer: OptimizerConfig;
  metrics?: MetricName[];
  weightedMetrics?: MetricName[];
  classWeight?: Record<number, number>;
  sampleWeight?: boolean;
  validation?: boolean;
  validationSplit?: number;
  initial: number[];
  steps: number[][];
  history: Record<string, number[]>;
}

const rows = golden.labels.length;
const asRows = (values: number[], count = rows): NdArray => fromFlat(values, [count, values.length / count]);
const targets: Record<Recorded['y'], NdArray> = {
  labels: fromFlat(golden.labels, [rows]),
  oneHot: asRows(golden.oneHot),
  binary: asRows(golden.binary),
  targets: asRows(golden.targets),
};
const x = asRows(golden.x);
const others = golden.validation.sampleWeight;
const validationData = {
  x: asRows(golden.validation.x, others.length),
  y: asRows(golden.validation.y, others.length),
  sampleWeight: others,
};

export const kerasVersion = golden.keras;

/** The runs in golden/keras.data.json: Keras with float64, data in its own order, 3 epochs in batches of 4 and 2 rows. */
export const kerasCases: readonly KerasCase[] = Object.entries(
  golden.cases as unknown as Record<string, Recorded>,
).map(([name, { steps, history, initial, y, fromLogits, sampleWeight, validation, ...rest }]) => ({
  name,
  steps,
  history,
  options: {
    ...rest,
    x,
    y: targets[y],
    weights: unflatten(initial, weightShapes(rest.layers, x.shape.slice(1))),
    lossOptions: { fromLogits },
    sampleWeight: sampleWeight ? golden.sampleWeight : undefined,
    validationData: validation ? validationData : undefined,
    batchSize: golden.batchSize,
    epochs: golden.epochs,
  },
}));
