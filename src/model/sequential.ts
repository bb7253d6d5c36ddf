import { ArgumentError, DataError, ShapeError, StateError, shapeText } from '../core/errors.ts';
import { type Shape, sameShape, sizeOf } from '../core/shape.ts';
import { keepLiveRead, realize, settled } from '../eager/execute.ts';
import { runtime } from '../gpu/runtime.ts';
import { Tensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import { Layer } from '../layers/layer.ts';
import { getLoss } from '../losses/names.ts';
import { nextSeed } from '../ops/random.ts';
import { getOptimizer } from '../optimizers/names.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { CallbackList } from './callback-list.ts';
import { type Dataset, readDataset, splitDataset, weighClasses } from './dataset.ts';
import { runFit } from './fit.ts';
import type { History } from './history.ts';
import { checkFinite, type HostArray, toFloat32, toHost } from './host-data.ts';
import { nameLayer } from './layer-names.ts';
import { metricEntries } from './metric-entries.ts';
import { Network } from './network.ts';
import { explainOutOfMemory } from './out-of-memory.ts';
import { Predictor } from './predict.ts';
import { Sessions } from './sessions.ts';
import { summarize } from './summary.ts';
import { type Recipe, TrainingState } from './training-state.ts';
import type { CompileOptions, Data, EvaluateOptions, FitOptions, Logs, PredictOptions } from './types.ts';
import {
  asExamples,
  requireInitialEpoch,
  requireKnownOptions,
  requirePositiveInteger,
  requireRows,
} from './validate.ts';

export interface SequentialOptions {
  /** Default 'sequential'. */
  readonly name?: string;
}

/** Layers one after the other. Make one with `gl.sequential`. */
export class Sequential {
  readonly name: string;
  readonly layers: readonly Layer[] = [];
  /** Set it to true, from anywhere, to end `fit` early; the epoch is closed and `fit` resolves. */
  stopTraining = false;
  #network: Network | null = null;
  #recipe: Recipe | null = null;
  #state: TrainingState | null = null;
  #sessions: Sessions | null = null;
  #predictor: Predictor | null = null;
  #disposed = false;
  readonly #running = new Set<string>();
  #weightsSet: Promise<void> = Promise.resolve();

  constructor(layers: readonly Layer[] = [], { name = 'sequential' }: SequentialOptions = {}) {
    this.name = name;
    for (const layer of layers) this.add(layer);
  }

  /** Appends a layer. */
  add(layer: Layer): void {
    this.#requireAlive('model.add');
    if (!(layer instanceof Layer)) {
      throw new ArgumentError(
        `sequential: expected a layer such as gl.layers.dense({ units: 1 }), got ${String(layer)}.`,
      );
    }
    if (this.#network) {
      throw new StateError('model.add: the model is built already. Add all layers before its first use.');
    }
    nameLayer(layer, this.layers);
    (this.layers as Layer[]).push(layer);
  }

  /** Chooses optimizer, loss and metrics. Starts the optimizer anew; the weights stay. */
  compile({ optimizer = 'rmsprop', loss, metrics = [], weightedMetrics = [] }: CompileOptions): void {
    const call = 'model.compile';
    this.#requireAlive(call);
    this.#requireIdle(call, ['model.fit', 'model.evaluate']);
    if (loss === undefined)
      throw new ArgumentError(`${call}: loss is missing. For example: loss: 'meanSquaredError'.`);
    this.#recipe = {
      optimizer: getOptimizer(call, optimizer),
      loss: getLoss(call, loss),
      metrics: metricEntries(call, metrics, weightedMetrics),
    };
    this.#forgetTraining();
  }

  /** What `compile` was given. */
  get optimizer(): Optimizer {
    return this.#requireRecipe('model.optimizer').optimizer;
  }

  /**
   * Trains for some epochs.
   *
   * @param x examples: the first axis counts them
   * @param y labels, one per example
   * @returns one figure per epoch for the loss and every metric
   * @throws before any work on the GPU, when arguments or data cannot work; NonFiniteLossError when
   *   the loss turns NaN or infinite (the last good weights are back then)
   */
  async fit(x: Data, y: Data, options: FitOptions = {}): Promise<History> {
    const call = 'model.fit';
    const { epochs = 1, initialEpoch = 0, verbose = 'auto', callbacks = [], signal = null } = options;
    const { batchSize = 32, shuffle = true, onNonFinite = 'throw' } = options;
    this.#requireAlive(call);
    const recipe = this.#requireRecipe(call);
    requireKnownOptions(call, options, FIT_OPTIONS);
    requirePositiveInteger(call, 'batchSize', batchSize);
    requirePositiveInteger(call, 'epochs', epochs);
    requireInitialEpoch(call, initialEpoch, epochs);
    signal?.throwIfAborted();
    const list = new CallbackList(call, callbacks);
    return this.#exclusively(call, async () => {
      const [data, validation] = await this.#readTrainingData(call, recipe, x, y, options);
      this.stopTraining = false;
      await runtime.ready();
      const { state, sessions } = this.#training(recipe);
      for (const { value } of state.network.weights) keepLiveRead(value);
      // Whatever was asked for before, such as an assignment to a weight, comes before.
      await settled();
      const session = await explainOutOfMemory(call, state.network, Math.min(batchSize, data.rows), () =>
        sessions.fit(data, validation, { batchSize, shuffle, epochs: epochs - initialEpoch }),
      );
      return runFit({
        model: this,
        state,
        session,
        epochs,
        initialEpoch,
        seed: nextSeed(),
        verbose: verbose === 'auto' ? 0 : verbose,
        callbacks: list,
        signal,
        onNonFinite,
      });
    });
  }

  /** Loss and metrics over a data set, without training: `{ loss, accuracy }`. */
  async evaluate(x: Data, y: Data, options: EvaluateOptions = {}): Promise<Logs> {
    const call = 'model.evaluate';
    const { batchSize = 32, sampleWeight } = options;
    this.#requireAlive(call);
    const recipe = this.#requireRecipe(call);
    requireKnownOptions(call, options, ['batchSize', 'sampleWeight']);
    requirePositiveInteger(call, 'batchSize', batchSize);
    return this.#exclusively(call, async () => {
      const host = await toHost(call, 'x', x);
      const { inputShape, outputShape } = this.#build(call, host);
      const request = { call, x: host, y, sampleWeight, loss: recipe.loss, inputShape, outputShape };
      const data = await readDataset(request);
      await runtime.ready();
      await settled();
      const session = await this.#training(recipe).sessions.evaluate(data, batchSize);
      return session.run();
    });
  }

  /** The model's outputs, [rows, ...output shape]. Needs no compile. */
  async predict(x: Data, options: PredictOptions = {}): Promise<Tensor> {
    const call = 'model.predict';
    const { batchSize = 32 } = options;
    this.#requireAlive(call);
    requireKnownOptions(call, options, ['batchSize']);
    requirePositiveInteger(call, 'batchSize', batchSize);
    const host = await toHost(call, 'x', x);
    requireRows(call, host, null, '');
    const network = this.#build(call, host);
    const examples = asExamples(call, host, network.inputShape);
    await checkFinite(call, 'x', examples);
    await this.#weightsSet;
    await runtime.ready();
    await settled();
    this.#predictor ??= new Predictor(network);
    return this.#predictor.predict(await toFloat32(examples), batchSize);
  }

  /** Prints the layers, line by line. */
  summary(print: (line: string) => void = console.info): void {
    this.#build('model.summary');
    for (const line of summarize(this.name, this.layers).split('\n')) print(line);
  }

  /** Number of weights, trainable or not. */
  countParams(): number {
    return this.#build('model.countParams').weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  }

  /** The present values of all weights in Keras's order (kernel, bias; layer by layer). */
  getWeights(): Tensor[] {
    const { weights } = this.#build('model.getWeights');
    return weights.map(({ value }) => {
      const read = value.eagerValue();
      // Training writes to all weights at once, past the single variables: copy what is on the GPU now.
      if (value.arena.storage) keepLiveRead(value);
      return read;
    });
  }

  /**
   * Replaces the values of all weights. What follows (fit, predict, ...) waits for it by itself.
   *
   * @param values one per weight in the order of getWeights: tensors, nested arrays, or { data, shape }.
   *   Values of tensors that were computed on the GPU are copied there, and not looked at.
   */
  setWeights(values: readonly Data[]): Promise<void> {
    const work = this.#replaceWeights(values);
    this.#weightsSet = work.catch(() => {});
    return work;
  }

  /** Gives the GPU's memory back. The model cannot be used afterwards. */
  dispose(): void {
    if (this.#disposed) return;
    this.#requireIdle('model.dispose', ['model.fit', 'model.evaluate']);
    this.#forgetTraining();
    this.#predictor?.dispose();
    this.#network?.dispose();
    this.#disposed = true;
  }

  async #replaceWeights(values: readonly Data[]): Promise<void> {
    const call = 'model.setWeights';
    const { weights } = this.#build(call);
    if (values.length !== weights.length) {
      throw new ShapeError(
        `${call}: the model has ${weights.length} weights, got ${values.length}. Pass them in the order of getWeights().`,
      );
    }
    const arrays: (HostArray<Float32Array> | Tensor)[] = [];
    for (const [k, { value }] of weights.entries()) {
      const given = values[k];
      const isOnGpu =
        given instanceof Tensor && !(given instanceof Variable) && given.dtype === 'float32' && !given.host;
      const array = isOnGpu ? given : await toHost(call, `weight ${k}, '${value.name}',`, given);
      if (!sameShape(array.shape, value.shape)) {
        throw new ShapeError(
          `${call}: weight ${k}, '${value.name}', has shape ${shapeText(value.shape)}, got ${shapeText(array.shape)}.`,
        );
      }
      if (array instanceof Tensor) {
        arrays.push(array);
        continue;
      }
      await checkFinite(call, `weight '${value.name}'`, array);
      arrays.push(await toFloat32(array));
    }
    await runtime.ready();
    for (const { value } of weights) keepLiveRead(value);
    realize(arrays.filter((array) => array instanceof Tensor));
    await settled();
    for (const [k, { value }] of weights.entries()) {
      const array = arrays[k];
      if (array instanceof Tensor) runtime.copy(array, value);
      else runtime.write(value, array.data);
    }
  }

  async #readTrainingData(
    call: string,
    { loss }: Recipe,
    x: Data,
    y: Data,
    { sampleWeight, classWeight, validationData, validationSplit = 0 }: FitOptions,
  ): Promise<[train: Dataset, validation: Dataset | null]> {
    const host = await toHost(call, 'x', x);
    const { inputShape, outputShape } = this.#build(call, host);
    const common = { loss, inputShape, outputShape };
    const all = await readDataset({ call, x: host, y, sampleWeight, ...common });
    let train = all;
    let validation: Dataset | null = null;
    if (validationData) {
      const [vx, vy, vw] = validationData;
      const from = `${call} (validationData)`;
      validation = await readDataset({ call: from, x: vx, y: vy, sampleWeight: vw, ...common });
    } else if (validationSplit !== 0) {
      [train, validation] = splitDataset(call, all, validationSplit);
    }
    return [classWeight ? weighClasses(call, train, classWeight) : train, validation];
  }

  /** Builds the network on first use: from the first layer's inputShape, or from data. */
  #build(call: string, x?: HostArray): Network {
    this.#requireAlive(call);
    if (this.#network) return this.#network;
    const [first] = this.layers;
    if (!first)
      throw new StateError(
        `${call}: the model has no layers. Pass them to gl.sequential([...]) or add() them.`,
      );
    if (!first.inputShape && !x) {
      throw new StateError(
        `${call}: the shape of the input is unknown: the first layer, '${first.name}', has no inputShape. ` +
          'Give it one, for example inputShape: [4] for four numbers per example, or call fit first.',
      );
    }
    if (!first.inputShape && x && x.shape.length < 2) {
      throw new DataError(
        `${call}: x of shape ${shapeText(x.shape)} has no axis of features. ` +
          `Reshape it to ${shapeText([...x.shape, 1])} for one number per example.`,
      );
    }
    this.#network = new Network(this.layers, first.inputShape ?? (x?.shape.slice(1) as Shape));
    return this.#network;
  }

  #training(recipe: Recipe): { state: TrainingState; sessions: Sessions } {
    this.#state ??= new TrainingState(this.#build('model.fit'), recipe);
    this.#sessions ??= new Sessions(this.#state);
    return { state: this.#state, sessions: this.#sessions };
  }

  #forgetTraining(): void {
    this.#sessions?.dispose();
    this.#state?.dispose();
    this.#sessions = null;
    this.#state = null;
  }

  /** A second `fit` (or `evaluate`) would use the buffers of the first. */
  async #exclusively<T>(call: string, work: () => Promise<T>): Promise<T> {
    this.#requireIdle(call, [call]);
    this.#running.add(call);
    try {
      await this.#weightsSet;
      return await work();
    } finally {
      this.#running.delete(call);
    }
  }

  #requireIdle(call: string, others: readonly string[]): void {
    const other = others.find((name) => this.#running.has(name));
    if (!other) return;
    throw new StateError(`${call}: ${other} is still running on this model. Await it first, or stop it.`);
  }

  #requireAlive(call: string): void {
    if (!this.#disposed) return;
    throw new StateError(`${call}: the model was disposed. Make a new one with gl.sequential.`);
  }

  #requireRecipe(call: string): Recipe {
    if (this.#recipe) return this.#recipe;
    throw new StateError(
      `${call}: the model is not compiled. Call model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' }) first.`,
    );
  }
}

const FIT_OPTIONS: readonly (keyof FitOptions)[] = [
  'batchSize',
  'epochs',
  'shuffle',
  'validationData',
  'validationSplit',
  'sampleWeight',
  'classWeight',
  'initialEpoch',
  'verbose',
  'callbacks',
  'signal',
  'onNonFinite',
];

/** A model of layers, one after the other. */
export const sequential = (layers: readonly Layer[] = [], options: SequentialOptions = {}): Sequential =>
  new Sequential(layers, options);
