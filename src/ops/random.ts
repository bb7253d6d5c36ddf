import wgsl from '../../shaders/random/random.wgsl';
import { RandomStream } from '../core/random.ts';
import { type Shape, sizeOf, validateShape } from '../core/shape.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { MapOp } from '../graph/op.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { apply, isTracing } from '../graph/trace.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import { broadcastTo } from './broadcast-to.ts';
import { arange } from './creation.ts';

interface RandomOptions {
  /** Names the stream; the same seed and counter give the same values. Default: drawn from the global seed. */
  readonly seed?: number;
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
const UNIFORM = makeOp('randomUniform', wgsl.functions.random_uniform, 24);
const NORMAL = makeOp('randomNormal', wgsl.functions.random_normal, 48);

/** float32, uniform in [minval, maxval). Each element depends on (seed, counter, its position) only. */
export function randomUniform(shape: Shape, options: UniformOptions = {}): Tensor {
  const { minval = 0, maxval = 1 } = options;
  const unit = draw('randomUniform', UNIFORM, shape, options);
  return minval === 0 && maxval === 1 ? unit : unit.mul(maxval - minval).add(minval);
}

/** float32, normally distributed. Each element depends on (seed, counter, its position) only. */
export function randomNormal(shape: Shape, options: NormalOptions = {}): Tensor {
  const { mean = 0, stddev = 1 } = options;
  const standard = draw('randomNormal', NORMAL, shape, options);
  return mean === 0 && stddev === 1 ? standard : standard.mul(stddev).add(mean);
}

function draw(call: string, op: MapOp, shape: Shape, { seed = nextSeed(), counter }: RandomOptions): Tensor {
  validateShape(call, shape);
  const size = sizeOf(shape);
  const inputs = [
    broadcastTo(literal(seed | 0, 'int32'), shape),
    broadcastTo(counter ?? callCounter(), shape),
    arange(size).reshape(shape),
  ];
  return apply(op, inputs, shape, 'float32');
}

/** Inside jit every run must draw anew: a hidden variable counts the runs. */
function callCounter(): Tensor {
  if (!isTracing()) return literal(0, 'int32');
  global.calls ??= packVariables('random calls', [{ name: 'calls', shape: [], dtype: 'int32' }]).parts[0];
  const value = global.calls.add(0);
  global.calls.assignAdd(1);
  return value;
}
