import normals from '../../shaders/random/normal.wgsl';
import uniforms from '../../shaders/random/random.wgsl';
import { ArgumentError } from '../core/errors.ts';
import { RandomStream } from '../core/random.ts';
import { type Shape, sizeOf, validateShape } from '../core/shape.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { MapOp } from '../graph/op.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { apply, isTracing } from '../graph/trace.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { broadcastTo } from './broadcast-to.ts';
import { arange } from './creation.ts';

export interface RandomOptions {
  /**
   * Names the stream; the same seed and counter give the same values. A whole number or an int32
   * scalar. Default: drawn from the global seed.
   */
  readonly seed?: number | Tensor;
  /** int32 scalar: advance it to get new values from the same stream, for example once per step. */
  readonly counter?: Tensor;
}

export interface UniformOptions extends RandomOptions {
  /** Default 0. */
  readonly minval?: number;
  /** Default 1; never reached. */
  readonly maxval?: number;
}

export interface NormalOptions extends RandomOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Default 1. */
  readonly stddev?: number;
}

export interface BernoulliOptions extends RandomOptions {
  /** The share of true elements. Default 0.5. */
  readonly probability?: number;
}

const global = { stream: new RandomStream(Date.now()), calls: null as Variable | null };

/** Makes everything random from here on reproducible: initial weights, shuffling, dropout, random tensors. */
export function setSeed(seed: number): void {
  global.stream = new RandomStream(seed);
}

/** A fresh 31-bit seed from the global stream. */
export const nextSeed = (): number => global.stream.nextSeed();

const makeOp = (name: string, fn: WgslFunction, cost: number): MapOp => ({
  kind: 'map',
  name,
  fn,
  cost,
  gradient: null,
});
const UNIFORM = makeOp('uniform', uniforms.functions.random_uniform, 24);
const NORMAL = makeOp('normal', normals.functions.random_normal, 64);
const TRUNCATED = makeOp('truncatedNormal', normals.functions.random_truncated_normal, 80);

/**
 * float32, uniform in [minval, maxval). Each element depends on (seed, counter, its position) only.
 *
 * @shape → `shape`
 * @throws ArgumentError: `minval` is not below `maxval`, or one is not finite.
 * @example gl.uniform([3], { seed: 1 }) // [0.6328 0.0399 0.8338]
 */
export function uniform(shape: Shape, options: UniformOptions = {}): Tensor {
  const { minval = 0, maxval = 1 } = options;
  if (!(Number.isFinite(minval) && Number.isFinite(maxval) && minval < maxval)) {
    throw new ArgumentError(`uniform: expected finite minval < maxval, got ${minval} and ${maxval}.`);
  }
  const unit = draw('uniform', UNIFORM, shape, options);
  if (minval === 0 && maxval === 1) return unit;
  // The sum may be rounded up to maxval.
  return unit
    .mul(maxval - minval)
    .add(minval)
    .minimum(below(maxval));
}

/**
 * float32, normally distributed. Each element depends on (seed, counter, its position) only.
 *
 * @shape → `shape`
 * @throws ShapeError: `shape` holds something else than non-negative integers.
 * @example gl.normal([3], { seed: 1 }) // [1.3632 -0.1913 1.2912]
 */
export const normal = (shape: Shape, options: NormalOptions = {}): Tensor =>
  scaled(draw('normal', NORMAL, shape, options), options);

/**
 * As normal, without values further than two standard deviations from the mean: those are drawn again.
 *
 * @shape → `shape`
 * @throws ShapeError: `shape` holds something else than non-negative integers.
 * @example gl.truncatedNormal([3], { seed: 1 }) // [1.3632 -0.1913 1.2912]
 */
export const truncatedNormal = (shape: Shape, options: NormalOptions = {}): Tensor =>
  scaled(draw('truncatedNormal', TRUNCATED, shape, options), options);

/**
 * bool, true with the given probability. Each element depends on (seed, counter, its position) only.
 *
 * @shape → `shape`
 * @throws ArgumentError: a probability outside of [0, 1].
 * @example gl.bernoulli([4], { seed: 1 }) // [False  True False False]
 */
export function bernoulli(shape: Shape, options: BernoulliOptions = {}): Tensor {
  const { probability = 0.5 } = options;
  if (!(probability >= 0 && probability <= 1)) {
    throw new ArgumentError(`bernoulli: expected a probability from 0 to 1, got ${probability}.`);
  }
  return draw('bernoulli', UNIFORM, shape, options).less(probability);
}

const scaled = (standard: Tensor, { mean = 0, stddev = 1 }: NormalOptions): Tensor =>
  mean === 0 && stddev === 1 ? standard : standard.mul(stddev).add(mean);

/** The largest normal float32 below x. */
function below(x: number): number {
  if (x === 0) return -(2 ** -126);
  const value = Float32Array.of(x);
  if (value[0] >= x) new Int32Array(value.buffer)[0] += value[0] > 0 ? -1 : 1;
  return value[0];
}

function draw(call: string, op: MapOp, shape: Shape, options: RandomOptions): Tensor {
  validateShape(call, shape);
  const inputs = [
    ...stream(options).map((word) => broadcastTo(word, shape)),
    arange(sizeOf(shape)).reshape(shape),
  ];
  return apply(op, inputs, shape, 'float32');
}

/** The int32 scalars that name a stream: seed and counter. */
export function stream({ seed = nextSeed(), counter }: RandomOptions): [Tensor, Tensor] {
  return [typeof seed === 'number' ? literal(seed | 0, 'int32') : seed, counter ?? callCounter()];
}

/** Inside jit every run must draw anew: a hidden variable counts the runs. */
function callCounter(): Tensor {
  if (!isTracing()) return literal(0, 'int32');
  global.calls ??= packVariables('random calls', [{ name: 'calls', shape: [], dtype: 'int32' }]).parts[0];
  const value = global.calls.add(0);
  global.calls.assignAdd(1);
  return value;
}
