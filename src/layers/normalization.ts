import { ArgumentError, DataError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { type HostArray, type HostData, place, readHost } from '../data/host-array.ts';
import type { NestedArray } from '../graph/methods.ts';
import { Tensor } from '../graph/tensor.ts';
import { tensor } from '../ops/convert.ts';
import { Layer, type LayerOptions } from './layer.ts';
import { placeWeights } from './place-weights.ts';
import type { Weight } from './weight.ts';

export interface NormalizationOptions extends LayerOptions {
  /** The axes that have a mean and variance for each of their places; 0 is the batch, null: one for all. Default -1. */
  readonly axis?: number | readonly number[] | null;
  /** A number, or an array over these axes. With it and `variance` there is nothing to adapt. */
  readonly mean?: number | NestedArray;
  readonly variance?: number | NestedArray;
  /** From normalized values back to the original ones. Default false. */
  readonly invert?: boolean;
}

/** The smallest standard deviation that is divided by. */
const SMALLEST = 1e-7;

/** See `normalization`. */
export class Normalization extends Layer {
  declare readonly options: NormalizationOptions;
  readonly kind = 'normalization';
  override readonly ownOptions: readonly string[] = ['axis', 'mean', 'variance', 'invert'];
  /** Data as it comes may be larger than numbers of half precision can be. */
  protected override readonly autocast = false;
  protected override readonly supportsMasking = true;
  /** The kept axes of a batch. */
  #axes: readonly number[] = [];
  #mean: Weight | null = null;
  #variance: Weight | null = null;

  constructor(options: NormalizationOptions) {
    // As JSON null would mean the default.
    super(options.axis === null ? { ...options, axis: [] } : options);
    if ((options.mean === undefined) !== (options.variance === undefined)) {
      throw new ArgumentError('layers.normalization: mean and variance must be given together.');
    }
  }

  override build(inputShape: Shape): void {
    this.#axes = this.exampleAxes(inputShape, this.options.axis ?? -1).sort((a, b) => a - b);
    if (this.options.mean !== undefined) {
      this.#given('mean', inputShape.length + 1, inputShape);
      this.#given('variance', inputShape.length + 1, inputShape);
      return;
    }
    const shape = this.#axes.map((axis) => inputShape[axis - 1]);
    const fixed = (name: string, initializer: string, of: Shape): Weight =>
      this.addWeight({ name, shape: of, initializer, trainable: false });
    this.#mean = fixed('mean', 'zeros', shape);
    this.#variance = fixed('variance', 'ones', shape);
    // Keras has it, so that weights of older models fit; nothing reads it.
    fixed('count', 'zeros', []);
  }

  /**
   * Takes mean and variance (of the population, in float64) from data, before `fit`, `evaluate` or `predict`.
   *
   * @param data examples as `fit` takes them
   * @throws DataError for NaN or infinity, with its place
   */
  async adapt(data: HostData | Tensor): Promise<void> {
    const call = 'layers.normalization.adapt';
    if (this.options.mean !== undefined) {
      throw new ArgumentError(`${call}: the layer was made with mean and variance. Make one without them.`);
    }
    const host =
      data instanceof Tensor ? { data: await data.data(), shape: data.shape } : readHost(call, 'data', data);
    if (host.data.length === 0)
      throw new DataError(`${call}: data of shape ${shapeText(host.shape)} is empty.`);
    const bad = Array.prototype.findIndex.call(host.data, (value: number) => !Number.isFinite(value));
    if (bad >= 0) throw new DataError(`${call}: data holds ${host.data[bad]} at ${place(bad, host.shape)}.`);
    this.connect([host.shape.slice(1)]);
    placeWeights([this]);
    const { mean, variance } = moments(host as HostArray, this.#axes);
    for (const [weight, values] of [
      [this.#mean, mean],
      [this.#variance, variance],
    ] as const) {
      const { value } = weight as Weight;
      value.assign(tensor(Float32Array.from(values)).reshape(value.shape));
    }
  }

  call(x: Tensor): Tensor {
    const kept = x.shape.map((n, d) => (this.#axes.includes(d) ? n : 1));
    const value = (name: 'mean' | 'variance', weight: Weight | null): Tensor =>
      weight ? weight.value.reshape(kept) : this.#given(name, x.rank, x.shape.slice(1));
    const mean = value('mean', this.#mean);
    const deviation = value('variance', this.#variance).sqrt().maximum(SMALLEST);
    return this.options.invert ? x.mul(deviation).add(mean) : x.sub(mean).div(deviation);
  }

  /** What was given, so that it is broadcast over batches of this rank: its axes are the last of the kept ones. */
  #given(name: 'mean' | 'variance', rank: number, inputShape: Shape): Tensor {
    const value = tensor(this.options[name] as NestedArray).cast('float32');
    const axes = this.#axes.slice(Math.max(0, this.#axes.length - value.rank));
    const lengths = axes.map((axis) => inputShape[axis - 1]);
    if (value.rank > this.#axes.length || !value.shape.every((n, d) => n === 1 || n === lengths[d])) {
      throw new ShapeError(
        `layers.normalization '${this.title}': expected ${name} as a number or of shape ${shapeText(lengths)}, ` +
          `got shape ${shapeText(value.shape)}.`,
      );
    }
    const spread = new Array<number>(rank).fill(1);
    for (const [d, axis] of axes.entries()) spread[axis] = value.shape[d];
    return value.reshape(spread);
  }
}

/** For each place of the kept axes, over all others. */
function moments(
  { data, shape }: HostArray,
  axes: readonly number[],
): { mean: number[]; variance: number[] } {
  const strides = shape.map((_, d) => sizeOf(shape.slice(d + 1)));
  const groupOf = (i: number): number =>
    axes.reduce((group, axis) => group * shape[axis] + (Math.floor(i / strides[axis]) % shape[axis]), 0);
  const groups = sizeOf(axes.map((axis) => shape[axis]));
  const average = (of: (value: number, group: number) => number): number[] => {
    const sums = new Array<number>(groups).fill(0);
    for (const [i, value] of data.entries()) sums[groupOf(i)] += of(value, groupOf(i));
    return sums.map((sum) => (sum * groups) / data.length);
  };
  const mean = average((value) => value);
  return { mean, variance: average((value, group) => (value - mean[group]) ** 2) };
}

/**
 * (x - mean) / sqrt(variance), with statistics that `await layer.adapt(data)` takes from the training data, or
 * that were given. The shape stays. Weights without given ones: mean, variance, count (never trained).
 * Keras: Normalization.
 *
 * @example
 * const normalize = gl.layers.normalization();
 * await normalize.adapt([[1, 10], [3, 30]]);
 * normalize.apply(gl.tensor([[1, 10], [2, 20]])) // [[-1. -1.] [0. 0.]]
 */
export const normalization = (options: NormalizationOptions = {}): Normalization =>
  new Normalization(options);
