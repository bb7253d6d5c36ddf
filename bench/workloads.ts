/** A stack of Dense layers, its loss and its optimizer: enough for every engine to build the same model. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly inputs: number;
  readonly layers: readonly { readonly units: number; readonly activation: 'linear' | 'relu' | 'softmax' }[];
  readonly loss: 'meanSquaredError' | 'sparseCategoricalCrossentropy';
  readonly optimizer: { readonly name: 'sgd' | 'rmsprop'; readonly learningRate: number };
  readonly batchSize: number;
  /** Batches in the data: a pass over the data is so many steps. */
  readonly batches: number;
}

/** Row-major; x is [rows, inputs], y one label a row: a number, or a class. */
export interface Data {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Kernel [inputs, units] and bias [units] of every layer in turn. */
export type Weights = readonly { readonly values: Float32Array; readonly shape: readonly number[] }[];

export const workloads: readonly Workload[] = [
  {
    name: 'linear',
    title: 'Linear regression: Dense(1), 12 points, RMSprop, batch 12',
    inputs: 1,
    layers: [{ units: 1, activation: 'linear' }],
    loss: 'meanSquaredError',
    optimizer: { name: 'rmsprop', learningRate: 0.01 },
    batchSize: 12,
    batches: 1,
  },
  {
    name: 'mlp',
    title: 'MLP 784-300-100-10, SGD, batch 32',
    inputs: 784,
    layers: [
      { units: 300, activation: 'relu' },
      { units: 100, activation: 'relu' },
      { units: 10, activation: 'softmax' },
    ],
    loss: 'sparseCategoricalCrossentropy',
    optimizer: { name: 'sgd', learningRate: 0.01 },
    batchSize: 32,
    batches: 10,
  },
];

export function findWorkload(name: string | null): Workload {
  const found = workloads.find((workload) => workload.name === name);
  if (found) return found;
  const names = workloads.map((workload) => workload.name).join(', ');
  throw new Error(`There is no workload '${name}'. There are: ${names}.`);
}

/** The first tutorial's points. */
const LABELS = [5.0, 8.8, 9.6, 14.2, 18.8, 19.5, 21.4, 26.8, 28.9, 32.0, 33.8, 38.2];

/** The same on every engine and every machine: the points, or noisy images of one prototype per class. */
export function dataOf({ loss, inputs, layers, batchSize, batches }: Workload): Data {
  if (loss === 'meanSquaredError') {
    return { x: Float32Array.from(LABELS, (_, k) => k + 1), y: Float32Array.from(LABELS) };
  }
  const random = randomNumbers(1);
  const rows = batchSize * batches;
  const classes = layers[layers.length - 1].units;
  const prototypes = Float32Array.from({ length: classes * inputs }, () => Math.max(0, 2 * random() - 1));
  const y = Float32Array.from({ length: rows }, () => Math.floor(classes * random()));
  const x = Float32Array.from({ length: rows * inputs }, (_, k) => {
    const pixel = prototypes[y[Math.floor(k / inputs)] * inputs + (k % inputs)];
    return 0.7 * pixel + 0.3 * random();
  });
  return { x, y };
}

/** Glorot-uniform kernels and zero biases. */
export function initialWeightsOf({ inputs, layers }: Workload): Weights {
  const random = randomNumbers(2);
  return layers.flatMap(({ units }, k) => {
    const fanIn = k === 0 ? inputs : layers[k - 1].units;
    const limit = Math.sqrt(6 / (fanIn + units));
    const kernel = Float32Array.from({ length: fanIn * units }, () => limit * (2 * random() - 1));
    return [
      { values: kernel, shape: [fanIn, units] },
      { values: new Float32Array(units), shape: [units] },
    ];
  });
}

/** Numbers in [0, 1). Source: mulberry32 by Tommy Ettinger, public domain. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
