import type { ConstraintLike } from '../constraints/constraint.ts';
import { getConstraint } from '../constraints/names.ts';
import type { Config } from '../core/config.ts';
import { ArgumentError, ShapeError, StateError } from '../core/errors.ts';
import { requireKnownOptions, shapeText } from '../core/messages.ts';
import { camelCase, sameName } from '../core/names.ts';
import { type Shape, sameShape, sizeOf, validateShape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import { literal, Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import { tensor } from '../ops/convert.ts';
import { autocast, half } from '../ops/half.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer, RegularizerLike } from '../regularizers/regularizer.ts';
import { COMMON, MEANINGLESS } from './option-names.ts';
import { placeWeights } from './place-weights.ts';
import { plainConfig } from './plain-config.ts';
import { readWeight } from './read-weight.ts';
import { spreadMask } from './spread-mask.ts';
import { SymbolicTensor } from './symbolic-tensor.ts';
import { Weight } from './weight.ts';

export interface LayerOptions {
  /** Shape of one example, without the batch axis. Needed by the first layer unless `fit` shall find it. */
  readonly inputShape?: Shape;
  /** The same with the batch axis, whose length does not matter: [null, 784]. */
  readonly batchInputShape?: readonly (number | null)[];
  /** Default: the kind of layer, numbered within the model ('dense', 'dense_1'). */
  readonly name?: string;
  /** Whether training changes the weights. Default true. */
  readonly trainable?: boolean;
  /** Layers over sequences and images have the channels as the last axis: anything but 'channelsLast' is refused. */
  readonly dataFormat?: string;
  /** Name, JSON or `gl.regularizers.*`: a penalty on the output, per example of the batch. Default none. */
  readonly activityRegularizer?: RegularizerLike | null;
}

/** What a layer may want to know while it computes. */
export interface CallContext {
  /** True in `fit`'s training steps; false in validation, `evaluate` and `predict`. */
  readonly training: boolean;
  /** int32 scalar: optimizer steps made so far; keys what must be random in every step. */
  readonly iteration: Tensor;
  /** One per input: [batch, steps], true where a step counts; null where all do. Default: all count. */
  readonly masks?: readonly (Tensor | null)[];
  /** [rows]: 1 for an example that counts, 0 for one that only fills a batch up. Absent: all count. */
  readonly filled?: Tensor | null;
  /** Inputs, products and derivatives are of half precision, sums of float32. Default false. */
  readonly mixed?: boolean;
  /** Adds a scalar to the loss, such as a penalty on the layer's output. */
  readonly addLoss?: (loss: Tensor) => void;
}

export interface AddWeightOptions {
  /** 'kernel', 'bias', ... */
  readonly name: string;
  readonly shape: Shape;
  /** Name, JSON or `gl.initializers.*`. Default 'glorotUniform'. */
  readonly initializer?: InitializerLike;
  /** Name, JSON or `gl.regularizers.*`. Default none. */
  readonly regularizer?: RegularizerLike | null;
  /** Name, JSON or `gl.constraints.*`: where the weight is brought back to after every update. Default none. */
  readonly constraint?: ConstraintLike | null;
  /** Default true. */
  readonly trainable?: boolean;
}

/**
 * Base of all layers, and of your own: `class Scale extends gl.Layer`. A subclass declares weights in
 * `build`, computes in `call`, and says in `computeOutputShape` what becomes of a shape. Shapes never
 * include the batch axis. Layers with several inputs extend `MergeLayer`. Keras: Layer.
 */
export abstract class Layer {
  /** The kind of layer: 'dense'. */
  abstract readonly kind: string;
  readonly inputShape: Shape | null;
  readonly weights: Weight[] = [];
  /** Set by the model when the layer was given none. */
  name: string;
  /** Shape of one example of output; null until built. */
  outputShape: Shape | null = null;
  /** False: the weights stay as they are, and nothing is computed for their sake. Seen by the next `compile`. */
  trainable: boolean;
  /** What the layer was made with: enough to make it again. */
  readonly options: LayerOptions;
  /** The names of the options that not every layer has: others are refused. Default null: any may be given. */
  readonly ownOptions: readonly string[] | null = null;
  /** Whether a mask of the input holds for the output, too. */
  protected readonly supportsMasking: boolean = false;
  /** Whether the inputs may be rounded to half precision under mixed precision; indices may not. Keras: autocast. */
  protected readonly autocast: boolean = true;
  #output: SymbolicTensor | null = null;
  #hasWarned = false;
  #builtFor: readonly Shape[] | null = null;
  #activityRegularizer: Regularizer | null = null;

  constructor(options: LayerOptions = {}) {
    const { batchInputShape, ...known } = options;
    const { name = '', trainable = true, dataFormat } = options;
    const inputShape = options.inputShape ?? (batchInputShape?.slice(1) as Shape | undefined);
    const snake = Object.keys(options).find((option) => option.includes('_'));
    if (snake) {
      throw new ArgumentError(
        `layers: unknown option '${snake}'. Options are in camelCase: ${camelCase(snake)}.`,
      );
    }
    if (dataFormat !== undefined && !sameName(dataFormat, 'channelsLast')) {
      throw new ArgumentError(
        `layers: dataFormat must be 'channelsLast', got '${dataFormat}'. Put the channels last, for example with ` +
          'layers.permute({ dims: [2, 3, 1] }) in front of the first layer.',
      );
    }
    if (inputShape) validateShape('layers: inputShape', inputShape);
    this.inputShape = inputShape ?? null;
    this.name = name;
    this.trainable = trainable;
    this.options = batchInputShape ? { ...known, inputShape } : options;
  }

  /**
   * The options as plain JSON, with the layer's name.
   * @throws ArgumentError when one is a function or an object of your own
   */
  get config(): Config {
    const { name, trainable, options } = this;
    return plainConfig(`layers.${this.kind} '${this.title}'`, {
      ...options,
      name: name || undefined,
      trainable: trainable ? undefined : false,
    });
  }

  /** Declares the weights; called once, when the shape of the input is known. */
  build(_inputShape: Shape): void {}

  /** The output for a batch: x has the batch as its first axis. */
  abstract call(x: Tensor, context: CallContext): Tensor;

  /** @returns the shape of one example of output */
  computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  /** The mask of the output: [batch, steps], or null when all steps count. */
  computeMask(_x: Tensor, mask: Tensor | null): Tensor | null {
    if (this.supportsMasking || !mask) return mask;
    this.#warnOfLostMask();
    return null;
  }

  /**
   * Connects the layer to what `gl.input` or another layer gives, or, with tensors, computes.
   * Applied twice it uses the same weights twice. Keras: `layer(x)`.
   *
   * @param x one for most layers, a list for those that merge several
   * @throws ShapeError when the layer cannot take such an input, or has weights for another one
   */
  apply(x: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor;
  apply(x: Tensor | readonly Tensor[], context?: Partial<CallContext>): Tensor;
  apply(
    x: SymbolicTensor | Tensor | readonly (SymbolicTensor | Tensor)[],
    context: Partial<CallContext> = {},
  ): SymbolicTensor | Tensor {
    const inputs = Array.isArray(x) ? (x as readonly (SymbolicTensor | Tensor)[]) : [x as SymbolicTensor];
    if (inputs.every((input) => input instanceof SymbolicTensor)) {
      this.#output = new SymbolicTensor(this.connect(inputs.map(({ shape }) => shape)), this, inputs);
      return this.#output;
    }
    if (!inputs.every((input) => input instanceof Tensor)) {
      throw new ArgumentError(
        `layers.${this.kind}: apply expects what gl.input or another layer gave, or tensors; got ${String(x)}.`,
      );
    }
    this.connect(inputs.map(({ shape }) => shape.slice(1)));
    placeWeights([this]);
    return this.run(inputs, { training: false, iteration: literal(0, 'int32'), ...context });
  }

  /** Computes, and adds what the output costs to the loss. */
  run(inputs: readonly Tensor[], context: CallContext): Tensor {
    const { addLoss, filled, mixed } = context;
    const output = mixed ? this.#callMixed(inputs, context) : this.callAll(inputs, context);
    if (this.#activityRegularizer && addLoss) {
      const counting = filled ? output.mul(spreadMask(filled, output)) : output;
      addLoss(this.#activityRegularizer.penalty(counting).div(filled ? filled.sum() : output.shape[0]));
    }
    return output;
  }

  #callMixed(inputs: readonly Tensor[], context: CallContext): Tensor {
    const given = inputs.map((x) => (this.autocast && x.dtype === 'float32' ? half(x) : x));
    return autocast(() => this.callAll(given, context));
  }

  /**
   * The present values of the weights: kernel, bias, ...
   * @throws StateError while the layer is not part of a model that has been used
   */
  getWeights(): Tensor[] {
    this.#requireWeights('getWeights');
    return this.weights.map(readWeight);
  }

  /**
   * Replaces the values of the weights; what follows waits for it by itself.
   *
   * @param values one per weight in the order of getWeights: tensors or nested arrays
   * @throws ShapeError for another number of them or other shapes; StateError as getWeights
   */
  setWeights(values: readonly TensorLike[]): void {
    const call = `layers.${this.kind}.setWeights`;
    this.#requireWeights('setWeights');
    if (values.length !== this.weights.length) {
      throw new ShapeError(
        `${call}: '${this.title}' has ${this.weights.length} weights, got ${values.length}.`,
      );
    }
    const given = values.map((value) => tensor(value).cast('float32'));
    for (const [k, { value }] of this.weights.entries()) value.assign(given[k]);
  }

  /** Number of weights, trainable or not. */
  countParams(): number {
    return this.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  }

  /** Takes inputs of these shapes: declares the weights at the first time. @returns the output's shape */
  connect(shapes: readonly Shape[]): Shape {
    const { inputShape } = this;
    const { activityRegularizer } = this.options;
    if (this.ownOptions) {
      requireKnownOptions(`layers.${this.kind} '${this.title}'`, this.options, [
        ...this.ownOptions,
        ...COMMON,
        ...MEANINGLESS,
      ]);
    }
    this.#activityRegularizer ??= getRegularizer(`layers.${this.kind}`, activityRegularizer);
    if (inputShape && !(shapes.length === 1 && sameShape(inputShape, shapes[0]))) {
      throw new ShapeError(
        `layers.${this.kind} '${this.title}': it has inputShape ${shapeText(inputShape)}, but its input has ` +
          `${shapes.map(shapeText).join(' and ')}. Leave inputShape out (only the first layer needs one), or make them equal.`,
      );
    }
    if (!this.#builtFor || this.weights.length === 0) {
      this.buildAll(shapes);
      this.#builtFor = shapes;
    } else if (!this.#builtFor.every((known, k) => sameShape(known, shapes[k] ?? []))) {
      throw new ShapeError(
        `layers.${this.kind} '${this.title}': its weights are for inputs of shape ` +
          `${this.#builtFor.map(shapeText).join(' and ')}, got ${shapes.map(shapeText).join(' and ')}. ` +
          'Make another layer for them.',
      );
    }
    const shape = this.computeOutputShapeOfAll(shapes);
    this.outputShape ??= shape;
    return shape;
  }

  /** The same as `build`, `call`, ... for layers that may have several inputs. */
  buildAll(shapes: readonly Shape[]): void {
    this.build(this.#only(shapes));
  }

  callAll(inputs: readonly Tensor[], context: CallContext): Tensor {
    return this.call(this.#only(inputs), context);
  }

  computeOutputShapeOfAll(shapes: readonly Shape[]): Shape {
    return this.computeOutputShape(this.#only(shapes));
  }

  computeMaskOfAll(inputs: readonly Tensor[], masks: readonly (Tensor | null)[]): Tensor | null {
    return this.computeMask(this.#only(inputs), masks[0]);
  }

  /**
   * What the layer gave when it was last connected, to make a model that ends there:
   * `gl.model({ inputs: model.inputs, outputs: model.getLayer('dense').output })`.
   * @throws StateError while it is not connected
   */
  get output(): SymbolicTensor {
    if (this.#output) return this.#output;
    throw new StateError(
      `layers.${this.kind}.output: '${this.title}' is not connected yet. Ask for its model's inputs first.`,
    );
  }

  /** The name, or before there is one the kind. */
  get title(): string {
    return this.name || this.kind;
  }

  protected addWeight({
    name,
    shape,
    initializer = 'glorotUniform',
    regularizer,
    constraint,
    trainable,
  }: AddWeightOptions): Weight {
    const call = `layers.${this.kind}`;
    const weight = new Weight({
      name,
      shape,
      initializer: getInitializer(call, initializer),
      regularizer: getRegularizer(call, regularizer),
      constraint: getConstraint(call, constraint),
      trainable,
    });
    this.weights.push(weight);
    return weight;
  }

  #requireWeights(call: string): void {
    if (this.#builtFor && this.weights.every(({ variable }) => variable)) return;
    throw new StateError(
      `layers.${this.kind}.${call}: '${this.title}' has no weights yet. Use its model first: model.summary() is enough.`,
    );
  }

  #warnOfLostMask(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    console.warn(
      `layers.${this.kind} '${this.title}': its input has masked steps, which it does not know how to pass over. ` +
        'From here on all steps count.',
    );
  }

  #only<T>(list: readonly T[]): T {
    if (list.length === 1) return list[0];
    throw new ArgumentError(
      `layers.${this.kind} '${this.title}': expected one input, got ${list.length}. ` +
        'Merge them first, for example with gl.layers.concatenate().',
    );
  }

  /** Refuses an input of too few axes. */
  protected requireRank(inputShape: Shape, rank: number): void {
    if (inputShape.length >= rank) return;
    throw new ShapeError(
      `layers.${this.kind} '${this.title}': expected examples with at least ${rank} ${rank === 1 ? 'axis' : 'axes'}, ` +
        `got shape ${shapeText(inputShape)}. Give each example that many axes, for example inputShape: [1].`,
    );
  }

  /** Refuses an input of other axes than these. */
  protected requireAxes(inputShape: Shape, axes: readonly string[]): void {
    if (inputShape.length === axes.length) return;
    throw new ShapeError(
      `layers.${this.kind} '${this.title}': expected examples of shape [${axes.join(', ')}], got shape ` +
        `${shapeText(inputShape)}. Put layers.reshape in front of it.`,
    );
  }

  /** The axes that these numbers mean, of batches of such examples: 0 would be the batch. */
  protected exampleAxes(inputShape: Shape, axis: number | readonly number[]): number[] {
    const rank = inputShape.length + 1;
    return [axis].flat().map((given) => {
      const normal = given < 0 ? given + rank : given;
      if (Number.isInteger(given) && normal > 0 && normal < rank) return normal;
      throw new ArgumentError(
        `layers.${this.kind} '${this.title}': axis must be from 1 to ${rank - 1} (0 is the batch) or from ` +
          `${1 - rank} to -1 for examples with ${rank - 1} axes, got ${String(given)}.`,
      );
    });
  }
}

/** The names of the axes of one example with so many axes between batch and channels. */
export const SPATIAL_AXES = { 1: ['steps', 'channels'], 2: ['height', 'width', 'channels'] } as const;

/** Refuses a number that is not a positive integer. */
export function checkPositiveInteger(call: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ArgumentError(`${call}: ${name} must be a positive integer, got ${String(value)}.`);
}
