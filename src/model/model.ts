import { StateError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import { keepLiveRead, settled } from '../eager/execute.ts';
import { runtime } from '../gpu/runtime.ts';
import { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import type { CallContext, Layer } from '../layers/layer.ts';
import { readWeight } from '../layers/read-weight.ts';
import type { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { applyNetwork } from './apply-network.ts';
import { isBatches } from './batches.ts';
import { explained } from './explained.ts';
import { runFit } from './fit.ts';
import { readFitOptions } from './fit-options.ts';
import { Guard } from './guard.ts';
import type { History } from './history.ts';
import { findLayer } from './layer-names.ts';
import { later } from './load-later.ts';
import type { MemoryReport } from './memory.ts';
import type { Network } from './network.ts';
import { requirePrecision } from './precision.ts';
import type { Predictor } from './predict.ts';
import { Reader, requireSuitable } from './reader.ts';
import { type Recipe, readRecipe } from './recipe.ts';
import { FIGURES, mustBeAwaited } from './refusing.ts';
import type { SaveOptions } from './saving/save.ts';
import type { LoadSource } from './saving/sources.ts';
import type { SaveTarget } from './saving/targets.ts';
import { describe, type Topology } from './saving/topology.ts';
import { Sessions } from './sessions.ts';
import { writeWeights } from './set-weights.ts';
import { summarize } from './summary.ts';
import { TrainingState } from './training-state.ts';
import type {
  Batches,
  BatchOptions,
  CompileOptions,
  Data,
  DataOf,
  EvaluateOptions,
  ExampleBatch,
  FitOptions,
  Logs,
  PredictOptions,
} from './types.ts';
import { requirePositiveInteger } from './validate.ts';

/** Puts into the state of a training what a file held of it. */
type Resume = (call: string, state: TrainingState) => Promise<void>;

const BATCH_OPTIONS = ['sampleWeight', 'classWeight'];

/** Calls that need the model to stay as it is. */
const WORKING = ['model.fit', 'model.evaluate', 'model.trainOnBatch'];

/** What sequential and functional models have in common. `Output` is a tensor, or a list for several outputs. */
export abstract class Model<Output extends Tensor | readonly Tensor[] = Tensor> {
  readonly name: string;
  /** All layers, in Keras's order. */
  abstract readonly layers: readonly Layer[];
  /** Set it to true, from anywhere, to end `fit` early; the epoch is closed and `fit` resolves. */
  stopTraining = false;
  protected readonly guard = new Guard();
  #recipe: Recipe | null = null;
  #state: TrainingState | null = null;
  #sessions: Sessions | null = null;
  #predictor: Predictor | null = null;
  #weightsSet: Promise<void> = Promise.resolve();
  /** For the state that does not exist yet. */
  #resume: Resume | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /** How the model is told from the other kinds in files. */
  protected abstract readonly className: Topology['className'];
  /** One output is alone, not a list of one. */
  protected abstract readonly single: boolean;
  /** Names of the outputs, as far as they are known. */
  protected abstract readonly outputNames: readonly string[];
  /** The network. @throws StateError while the shape of the input is unknown */
  protected abstract connect(call: string): Network;
  /** The outputs the way the model was asked for them. */
  protected abstract present(outputs: readonly Tensor[]): Output;

  /** The network, made for such data where the shape of the input is unknown; and the data. */
  protected async connectFor(call: string, x: DataOf): Promise<[network: Network, x: DataOf]> {
    return [this.connect(call), x];
  }

  /** Chooses optimizer, loss, metrics and precision. Starts the optimizer anew; the weights stay. */
  compile(options: CompileOptions): void {
    const call = 'model.compile';
    this.guard.requireAlive(call);
    this.guard.requireIdle(call, WORKING);
    this.#recipe = readRecipe(call, options, this.outputNames);
    this.#resume = null;
    this.#forgetTraining();
  }

  /** What `compile` was given. */
  get optimizer(): Optimizer {
    return this.#requireRecipe('model.optimizer').optimizer;
  }

  /**
   * Trains for some epochs.
   *
   * @param x examples: the first axis counts them. Of several inputs a list, or an object with their names.
   *   Or batches of [x, y] to iterate over, which need not all be in memory: then y is left out
   * @param y labels, one per example; likewise
   * @returns one figure per epoch for the loss and every metric
   * @throws before any work on the GPU, when arguments or data cannot work; NonFiniteLossError when
   *   the loss turns NaN or infinite (the last good weights are back then)
   */
  fit(x: DataOf, y: DataOf, options?: FitOptions): Promise<History>;
  fit(batches: Batches, options?: FitOptions): Promise<History>;
  async fit(x: DataOf | Batches, y?: DataOf | FitOptions, rest?: FitOptions): Promise<History> {
    const call = 'model.fit';
    const options = (isBatches(x) ? (y as FitOptions) : rest) ?? {};
    this.guard.requireAlive(call);
    const recipe = this.#requireRecipe(call);
    const { feed, loop } = readFitOptions(call, options, isBatches(x));
    return this.guard.exclusively(call, ['model.trainOnBatch'], async () => {
      await this.#weightsSet;
      await requirePrecision(call, recipe);
      const [data, validation] = await this.#reader(recipe).training(call, x, y as DataOf, options);
      this.stopTraining = false;
      const { state, sessions } = await this.#training(call, recipe);
      const rows = 'rows' in data ? Math.min(feed.batchSize, data.rows) : data.first.rows;
      const session = await sessions.fit(data, validation, feed).catch(explained(call, state, rows));
      return runFit({ ...loop, model: this, state, session, seed: state.seedFor(loop.initialEpoch) });
    });
  }

  /** Loss and metrics over a data set, or over batches, without training: `{ loss, accuracy }`. */
  evaluate(x: DataOf, y: DataOf, options?: EvaluateOptions): Promise<Logs>;
  evaluate(batches: Batches, options?: EvaluateOptions): Promise<Logs>;
  evaluate(x: DataOf | Batches, y?: DataOf | EvaluateOptions, rest?: EvaluateOptions): Promise<Logs> {
    const options = (isBatches(x) ? (y as EvaluateOptions) : rest) ?? {};
    return mustBeAwaited('model.evaluate', this.#evaluate(x, y as DataOf, options), FIGURES);
  }

  async #evaluate(x: DataOf | Batches, y: DataOf, options: EvaluateOptions): Promise<Logs> {
    const call = 'model.evaluate';
    const { batchSize = 32, sampleWeight, classWeight, steps } = options;
    this.guard.requireAlive(call);
    const recipe = this.#requireRecipe(call);
    requireKnownOptions(call, options, ['batchSize', 'sampleWeight', 'classWeight', 'steps']);
    requireSuitable(call, options, isBatches(x));
    requirePositiveInteger(call, 'batchSize', batchSize);
    return this.guard.exclusively(call, [], async () => {
      await this.#weightsSet;
      await requirePrecision(call, recipe);
      const reader = this.#reader(recipe);
      const data = isBatches(x)
        ? await reader.batches(call, x, steps, classWeight)
        : await reader.data(call, [x, y, sampleWeight], classWeight);
      const { sessions } = await this.#training(call, recipe);
      return sessions.evaluate(data, batchSize);
    });
  }

  /**
   * One training step with these rows as the batch.
   *
   * @returns loss and metrics of the batch, before the step
   */
  async trainOnBatch(x: DataOf, y: DataOf, options: BatchOptions = {}): Promise<Logs> {
    const call = 'model.trainOnBatch';
    this.guard.requireAlive(call);
    const recipe = this.#requireRecipe(call);
    requireKnownOptions(call, options, BATCH_OPTIONS);
    return this.guard.exclusively(call, ['model.fit'], async () => {
      await this.#weightsSet;
      await requirePrecision(call, recipe);
      const { sampleWeight, classWeight } = options;
      const batch = await this.#reader(recipe).data(call, [x, y, sampleWeight], classWeight);
      const { state, sessions } = await this.#training(call, recipe);
      return sessions.trainOnBatch(batch).catch(explained(call, state, batch.rows));
    });
  }

  /** Loss and metrics of one batch, without training. */
  testOnBatch(x: DataOf, y: DataOf, options: BatchOptions = {}): Promise<Logs> {
    requireKnownOptions('model.testOnBatch', options, BATCH_OPTIONS);
    return this.evaluate(x, y, options);
  }

  /**
   * The model's outputs, [rows, ...output shape]. Needs no compile.
   *
   * @param x examples, or batches of them to iterate over: those that `evaluate` takes, or examples alone
   */
  predict(x: DataOf | Batches<ExampleBatch>, options: PredictOptions = {}): Promise<Output> {
    const names = Object.getOwnPropertyNames(Tensor.prototype);
    return mustBeAwaited('model.predict', this.#predict(x, options), names);
  }

  async #predict(x: DataOf | Batches<ExampleBatch>, options: PredictOptions): Promise<Output> {
    const call = 'model.predict';
    const { batchSize = 32, steps } = options;
    this.guard.requireAlive(call);
    requireKnownOptions(call, options, ['batchSize', 'steps']);
    requireSuitable(call, options, isBatches(x));
    requirePositiveInteger(call, 'batchSize', batchSize);
    await requirePrecision(call, this.#recipe);
    const { Predictor, readExampleBatches } = await later();
    const batches = await readExampleBatches(call, x, steps, this.connectFor.bind(this));
    await this.#weightsSet;
    await runtime.ready();
    await settled();
    this.#predictor ??= new Predictor(this.connect(call));
    const mixed = this.#recipe?.mixed ?? false;
    return this.present(await this.#predictor.predict(batches, batchSize, mixed));
  }

  /** The model's outputs for one batch. */
  predictOnBatch(x: DataOf): Promise<Output> {
    return this.predict(x);
  }

  /** The model as a part of another (given what `gl.input` or a layer gave), sharing weights; or, given tensors, its outputs. */
  apply(x: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor | SymbolicTensor[];
  apply(x: Tensor | readonly Tensor[], context?: Partial<CallContext>): Output;
  apply(
    x: SymbolicTensor | Tensor | readonly (SymbolicTensor | Tensor)[],
    context: Partial<CallContext> = {},
  ): SymbolicTensor | SymbolicTensor[] | Output {
    const call = 'model.apply';
    this.guard.requireAlive(call);
    const results = applyNetwork(call, this.connect(call), x, context);
    if (results.every((result) => result instanceof Tensor)) return this.present(results);
    return results.length === 1 ? results[0] : results;
  }

  /** What the model begins with: for a model of some of its layers. */
  get inputs(): readonly SymbolicTensor[] {
    return this.connect('model.inputs').inputs;
  }

  /** What the model gives: for a model that goes on from there. */
  get outputs(): readonly SymbolicTensor[] {
    return this.connect('model.outputs').outputs;
  }

  /** Prints the layers, line by line. */
  summary(print: (line: string) => void = console.info): void {
    const text = summarize(this.name, this.layers, this.connect('model.summary'));
    for (const line of text.split('\n')) print(line);
  }

  /** Number of weights, trainable or not. */
  countParams(): number {
    return this.connect('model.countParams').layers.reduce((sum, layer) => sum + layer.countParams(), 0);
  }

  /** GPU memory that the model and its last `fit` hold, in bytes; before the first `fit`, that of the weights. */
  async memory(): Promise<MemoryReport> {
    const network = this.connect('model.memory');
    const { reportMemory } = await later();
    return reportMemory(network, this.#state, (await this.#sessions?.programs()) ?? []);
  }

  /** The layer with a name, or with a place among `layers`. */
  getLayer(nameOrIndex: string | number): Layer {
    return findLayer('model.getLayer', this.layers, nameOrIndex);
  }

  /** The variables of all weights that are trained: for `gl.valueAndGrad` and `optimizer.apply`. */
  get trainableWeights(): Variable[] {
    return this.connect('model.trainableWeights').trainableWeights.map(({ value }) => value);
  }

  /** The present values of all weights in Keras's order (kernel, bias; layer by layer). */
  getWeights(): Tensor[] {
    return this.connect('model.getWeights').weights.map(readWeight);
  }

  /**
   * Replaces the values of all weights. What follows (fit, predict, ...) waits for it by itself.
   *
   * @param values one per weight in the order of getWeights: tensors, nested arrays, or { data, shape }.
   *   Values of tensors that were computed on the GPU are copied there, and not looked at.
   */
  setWeights(values: readonly Data[]): Promise<void> {
    const call = 'model.setWeights';
    this.guard.requireAlive(call);
    const work = writeWeights(call, this.connect(call).weights, values);
    this.#weightsSet = work.catch(() => {});
    return work;
  }

  /** The layers and how they are connected, as plain JSON: for `gl.modelFromJSON`. Without weights. */
  toJSON(): Topology {
    const network = this.connect('model.toJSON');
    const { className, single } = this;
    return describe(network, { className, single, name: this.name });
  }

  /**
   * Saves the model, as one safetensors file that holds its topology, too, and what `compile` was given. With a loss that
   * is a function it comes back uncompiled, and without metrics that were not asked for by name: compile it again.
   *
   * @param target 'indexeddb://name', 'downloads://name', a URL that takes PUT, or in Node 'file://folder'
   * @throws ArgumentError for other targets, and for layers with own functions among their options
   */
  async save(target: SaveTarget, options: SaveOptions = {}): Promise<void> {
    const { writeTarget } = await later();
    await writeTarget('model.save', target, await this.#encode('model.save', options));
  }

  /** The same file as a Blob, to send or to store anywhere. `gl.loadModel` reads it. */
  async toBlob(options: SaveOptions = {}): Promise<Blob> {
    return new Blob([await this.#encode('model.toBlob', options)]);
  }

  /**
   * Replaces the values of all weights by those in a file that `model.save` wrote, or any other safetensors file
   * with tensors named 'dense/kernel'.
   *
   * @throws FormatError when one is missing, left over or of another shape
   */
  async loadWeights(source: LoadSource): Promise<void> {
    const call = 'model.loadWeights';
    this.guard.requireAlive(call);
    const { readWeights } = await later();
    await this.setWeights(await readWeights(call, source, this.connect(call).layers));
  }

  /** For gl.loadModel: training goes on from what a file held: the next `fit` makes the steps that it would have made. */
  resume(resume: Resume): void {
    this.#resume = resume;
  }

  /** Gives the GPU's memory back. The model cannot be used afterwards. */
  dispose(): void {
    if (this.guard.disposed) return;
    this.guard.requireIdle('model.dispose', WORKING);
    this.#forgetTraining();
    this.#predictor?.dispose();
    this.release();
    this.guard.dispose();
  }

  /** Gives back what `connect` made, if it has been called. */
  protected abstract release(): void;

  #reader(recipe: Recipe): Reader {
    return new Reader((call, x) => this.connectFor(call, x), recipe, this.outputNames);
  }

  async #encode(call: string, options: SaveOptions): Promise<Uint8Array<ArrayBuffer>> {
    this.guard.requireAlive(call);
    requireKnownOptions(call, options, ['includeOptimizer']);
    const { encodeModel } = await later();
    await this.#weightsSet;
    const [topology, network] = [this.toJSON(), this.connect(call)];
    return encodeModel(call, { topology, network, recipe: this.#recipe, state: this.#state }, options);
  }

  /** What training keeps, when everything that was asked for before is done. */
  async #training(call: string, recipe: Recipe): Promise<{ state: TrainingState; sessions: Sessions }> {
    await runtime.ready();
    const network = this.connect(call);
    // Whoever holds an old value keeps it; and an assignment to a weight comes before what follows.
    for (const { value } of network.weights) keepLiveRead(value);
    await settled();
    this.#state ??= await this.#makeState(call, network, recipe);
    this.#sessions ??= new Sessions(this.#state);
    return { state: this.#state, sessions: this.#sessions };
  }

  async #makeState(call: string, network: Network, recipe: Recipe): Promise<TrainingState> {
    const state = new TrainingState(network, recipe);
    const resume = this.#resume;
    this.#resume = null;
    await resume?.(call, state);
    return state;
  }

  #forgetTraining(): void {
    this.#sessions?.dispose();
    this.#state?.dispose();
    this.#sessions = null;
    this.#state = null;
  }

  #requireRecipe(call: string): Recipe {
    if (this.#recipe) return this.#recipe;
    throw new StateError(
      `${call}: the model is not compiled. Call model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' }) first.`,
    );
  }
}
