import type { HostData } from '../data/host-array.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { LossLike } from '../losses/loss.ts';
import type { MetricLike } from '../metrics/metric.ts';
import type { OptimizerLike } from '../optimizers/names.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { DtypePolicy } from './precision.ts';

/** Examples or labels; the first axis counts them. */
export type Data = Tensor | HostData;

/** One figure per name: `loss`, the metrics, and the same of the validation data as `valLoss`, ... */
export type Logs = Record<string, number>;

/** What a callback is told while `fit` runs. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** Steps of this epoch done, and how many it has. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** The same over the whole of `fit`. */
  readonly stepsDone: number;
  readonly stepsTotal: number;
  readonly millisecondsPerStep: number;
  readonly secondsLeft: number;
  /** Running loss and metrics of this epoch. */
  readonly logs: Logs;
  /** All finished epochs. */
  readonly history: Readonly<Record<string, readonly number[]>>;
}

/** What a callback may ask of the model that `fit` trains, and do with it. */
export interface TrainedModel {
  /** Set it to true to end `fit`; the epoch is closed, and `fit` resolves. */
  stopTraining: boolean;
  readonly optimizer: Optimizer;
  /** The present values of all weights: tensors that stay on the GPU. */
  getWeights(): Tensor[];
  setWeights(values: readonly Data[]): Promise<void>;
  save(target: string, options?: { readonly includeOptimizer?: boolean }): Promise<void>;
}

/** The figures of an epoch that is under way; they stay on the GPU until somebody asks. */
export interface BatchLogs {
  /** Waits for the GPU and resolves to the loss and the metrics over the epoch so far, as Keras gives them. */
  values(): Promise<Logs>;
}

/** Where the loss became NaN or infinite; both counted from 0. */
export interface NonFiniteLoss {
  readonly epoch: number;
  readonly batch: number;
}

/**
 * Functions that `fit` calls, in the order in which callbacks are listed; those that return a promise
 * are awaited. A hook that no callback has costs nothing. The ready-made ones are in `gl.callbacks`.
 * Source: https://keras.io/guides/writing_your_own_callbacks/
 */
export interface Callback {
  /** Before everything else. */
  setModel?(model: TrainedModel): void;
  onTrainBegin?(): void | Promise<void>;
  onEpochBegin?(epoch: number): void | Promise<void>;
  /** Keras's on_train_batch_begin. With a hook for batches every step is a submit of its own. */
  onBatchBegin?(batch: number): void | Promise<void>;
  /** Keras's on_train_batch_end. Nothing is read back from the GPU unless `logs.values()` is called. */
  onBatchEnd?(batch: number, logs: BatchLogs): void | Promise<void>;
  /**
   * The GPU is waited for after every epoch when some callback has this one. What is added to `logs`
   * is seen by the callbacks after this one, and becomes part of the history.
   */
  onEpochEnd?(epoch: number, logs: Logs): void | Promise<void>;
  /** The first NaN or infinite loss. With this hook `fit` goes on instead of throwing: set `stopTraining` to end it. */
  onNonFiniteLoss?(where: NonFiniteLoss): void | Promise<void>;
  /** About ten times a second; training does not wait for it. */
  onProgress?(progress: Progress): void;
  onTrainEnd?(logs: Logs): void | Promise<void>;
}

/** The same for all outputs of a model; or one for each, as a list or by the names of the outputs. */
export type PerOutput<T> = T | readonly T[] | Readonly<Record<string, T>>;

export interface CompileOptions {
  /** Name, JSON, or `gl.optimizers.*`. Default 'rmsprop', as in Keras. */
  readonly optimizer?: OptimizerLike;
  /** Name, `gl.losses.*`, or a function of (yTrue, yPred) with one value per example. */
  readonly loss: PerOutput<LossLike>;
  /** What the outputs' losses are multiplied by before they are added up. Default 1. */
  readonly lossWeights?: PerOutput<number>;
  /** Names, `gl.metrics.*` or functions; without sample weights, as in Keras. */
  readonly metrics?: MetricLike | readonly MetricLike[] | PerOutput<readonly MetricLike[]>;
  /** The same with sample and class weights. */
  readonly weightedMetrics?: MetricLike | readonly MetricLike[] | PerOutput<readonly MetricLike[]>;
  /**
   * 'mixed_float16': activations and their derivatives, and the operands of products, are numbers of 16 bits, which
   * takes less memory and time. Weights, their gradients, statistics, sums, losses and metrics stay float32, and the
   * loss is scaled so that small derivatives do not vanish. Needs a device with the WebGPU feature shader-f16.
   * Past 65504 numbers of 16 bits are infinite: scale the data. For example
   * `model.compile({ optimizer: 'adam', loss: 'mse', dtypePolicy: 'mixed_float16' })`; `model.apply` to tensors
   * computes in float32 all the same. Keras: dtype_policies. Default 'float32'.
   */
  readonly dtypePolicy?: DtypePolicy;
}

/** The data of a model's input or output; of several, a list or an object with their names. */
export type DataOf = Data | readonly Data[] | Readonly<Record<string, Data>>;

/** Examples with labels, and weights where rows do not all count the same. */
export type LabelledData = readonly [x: DataOf, y: DataOf, sampleWeight?: DataOf];

/** Batches one after the other, such as a generator yields. For training each is [x, y] or [x, y, sampleWeight]. */
export type BatchesOnce<Batch = LabelledData> = Iterable<Batch> | AsyncIterable<Batch>;

/** Batches that need not all be in memory; a function starts them again in every epoch. */
export type Batches<Batch = LabelledData> = BatchesOnce<Batch> | (() => BatchesOnce<Batch>);

/** What `predict` takes of a batch: the examples alone, or as [x], or as [x, y] with labels that nobody looks at. */
export type ExampleBatch = DataOf | readonly [x: DataOf] | LabelledData;

export interface FitOptions {
  /** Default 32. */
  readonly batchSize?: number;
  /** Number of the last epoch, not of epochs to do, when `initialEpoch` is given. Default 1. */
  readonly epochs?: number;
  /** Visit the rows in a new order every epoch. Default true. */
  readonly shuffle?: boolean;
  readonly validationData?: LabelledData | Batches;
  /** Of batches that somebody yields, how many to validate on. Default: all. */
  readonly validationSteps?: number;
  /** Of batches that somebody yields, how many make an epoch. Default: all. */
  readonly stepsPerEpoch?: number;
  /** Examples at a time in validation, at least; the result does not depend on it. Default `batchSize`. */
  readonly validationBatchSize?: number;
  /** Share of the rows, taken from the end before shuffling, to validate on. Default 0. */
  readonly validationSplit?: number;
  /** One weight per row. */
  readonly sampleWeight?: DataOf;
  /** Weight by class number; classes left out weigh 1. Multiplies `sampleWeight`. */
  readonly classWeight?: Readonly<Record<number, number>>;
  /** Default 0. */
  readonly initialEpoch?: number;
  /** 0, false and 'auto' (the default) print nothing, 1, 2 and true one line per epoch. */
  readonly verbose?: 0 | 1 | 2 | boolean | 'auto';
  /** One, or a list. */
  readonly callbacks?: Callback | readonly Callback[];
  /** Ends training; `fit` rejects with the signal's reason, the weights stay as they are. */
  readonly signal?: AbortSignal;
  /** 'throw' (the default) ends training at a NaN or infinite loss and puts the last good weights back. */
  readonly onNonFinite?: 'throw' | 'continue';
}

export interface EvaluateOptions {
  /** Examples at a time, at least; the result does not depend on it. Default 32. */
  readonly batchSize?: number;
  /** One weight per row. */
  readonly sampleWeight?: DataOf;
  /** Weight by class number; classes left out weigh 1. Multiplies `sampleWeight`. Keras has it in `fit` only. */
  readonly classWeight?: Readonly<Record<number, number>>;
  /** Of batches that somebody yields, how many to take. Default: all. */
  readonly steps?: number;
}

/** For `trainOnBatch` and `testOnBatch`. */
export interface BatchOptions {
  /** One weight per row. */
  readonly sampleWeight?: DataOf;
  /** Weight by class number; classes left out weigh 1. Multiplies `sampleWeight`. */
  readonly classWeight?: Readonly<Record<number, number>>;
}

export interface PredictOptions {
  /** Examples at a time, at least; the result does not depend on it. Default 32. */
  readonly batchSize?: number;
  /** Of batches that somebody yields, how many to take. Default: all. */
  readonly steps?: number;
}
