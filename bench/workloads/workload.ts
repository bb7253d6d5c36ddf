/** A network and how it is trained: enough for every engine to build the same. */
export interface Training {
  readonly kind: 'training';
  readonly name: string;
  /** Workloads that differ in one size only; `--workloads` takes either. */
  readonly group: string;
  readonly title: string;
  /** Of one example; images are [height, width, channels]. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
  /** Cross-entropy is that of the softmax of the last layer, which is therefore linear here. */
  readonly loss: 'meanSquaredError' | 'categoricalCrossentropy';
  readonly optimizer: { readonly name: 'sgd' | 'rmsprop' | 'adam'; readonly learningRate: number };
  readonly batchSize: number;
  /** Batches in the data: a pass over the data is so many steps. */
  readonly batches: number;
}

export type LayerSpec =
  | { readonly type: 'dense'; readonly units: number; readonly activation: 'linear' | 'relu' }
  /** 'valid' padding, stride 1, ReLU. */
  | { readonly type: 'conv2d'; readonly filters: number; readonly kernelSize: number }
  /** Windows of 2 by 2, side by side; what does not fill one is left out. */
  | { readonly type: 'maxPooling2d' }
  | { readonly type: 'flatten' }
  /** Over the batch, epsilon 0.001; the moving averages have momentum 0.99. */
  | { readonly type: 'batchNormalization' }
  | { readonly type: 'dropout'; readonly rate: number };

/** One operation, again and again on the same data on the device. */
export interface Kernel {
  readonly kind: 'kernel';
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly operation: Operation;
}

export type Operation =
  /** [m, k] times [k, n]; the operand that is transposed lies in memory the other way round. */
  | {
      readonly op: 'matmul';
      readonly m: number;
      readonly k: number;
      readonly n: number;
      readonly transposeA: boolean;
      readonly transposeB: boolean;
    }
  /** relu(x * y + x) of so many elements. */
  | { readonly op: 'elementwise'; readonly size: number }
  /** One sum of so many elements. */
  | { readonly op: 'sum'; readonly size: number }
  /** One update of so many parameters by gradients that are there. */
  | { readonly op: 'adam'; readonly size: number };

export type Workload = Training | Kernel;

/** What one step does, for rates: examples, floating-point operations, or bytes that must be read or written. */
export interface Amount {
  readonly perStep: number;
  readonly unit: 'examples' | 'FLOP' | 'B';
}

export function amountOf(workload: Workload): Amount {
  if (workload.kind === 'training') return { perStep: workload.batchSize, unit: 'examples' };
  const { operation } = workload;
  if (operation.op === 'matmul')
    return { perStep: 2 * operation.m * operation.k * operation.n, unit: 'FLOP' };
  // Elementwise: two read, one written. Sum: one read. Adam: four read, three of them written.
  const touched = { elementwise: 3, sum: 1, adam: 7 }[operation.op];
  return { perStep: 4 * touched * operation.size, unit: 'B' };
}

/** The same without dropout, whose masks differ from engine to engine: what losses are compared on. */
export function withoutDropout(workload: Training): Training {
  return { ...workload, layers: workload.layers.filter(({ type }) => type !== 'dropout') };
}
