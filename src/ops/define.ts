import type { DType } from '../core/dtype.ts';
import { DTypeError } from '../core/errors.ts';
import { broadcastShapes } from '../core/shape.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { GradientRule, MapOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { cast } from './cast.ts';
import { convertAll } from './convert.ts';

export interface ElementwiseDefinition {
  readonly name: string;
  /** The hand-written function for float32 operands. */
  readonly float?: WgslFunction;
  /** The same for int32; without it integers become float32. */
  readonly int?: WgslFunction;
  /** The same for bool; without it booleans become int32 (or float32). */
  readonly bool?: WgslFunction;
  /** The result's dtype where it is not the operands'. */
  readonly result?: DType;
  /** Arithmetic instructions, roughly. Default 1. */
  readonly cost?: number;
  /** Absent: not differentiable (piecewise constant). */
  readonly gradient?: GradientRule;
}

/** An operation on single elements of one tensor. */
export function defineUnary(definition: ElementwiseDefinition): (x: TensorLike) => Tensor {
  const run = defineElementwise(definition);
  // One argument, whatever the caller passes: list.map(exp) passes positions as well.
  return (x) => run(x);
}

/** An operation on pairs of elements; operands are promoted and broadcast as in NumPy. */
export function defineBinary(definition: ElementwiseDefinition): (a: TensorLike, b: TensorLike) => Tensor {
  const run = defineElementwise(definition);
  return (a, b) => run(a, b);
}

/** An operation on elements of several tensors, which are promoted and broadcast as in NumPy. */
export function defineElementwise(definition: ElementwiseDefinition): (...operands: TensorLike[]) => Tensor {
  const { name, result } = definition;
  const ops = operations(definition);
  return (...operands) => {
    const inputs = suit(definition, ops, convertAll(name, operands));
    const { dtype } = inputs[0];
    const shape = inputs.map((input) => input.shape).reduce((a, b) => broadcastShapes(name, a, b));
    const spread = inputs.map((input) => broadcastTo(input, shape));
    return apply(ops[dtype] as MapOp, spread, shape, result ?? dtype);
  };
}

type Operations = Partial<Record<DType, MapOp>>;

function operations({
  name,
  float,
  int,
  bool,
  cost = 1,
  gradient = undefined,
}: ElementwiseDefinition): Operations {
  const make = (fn: WgslFunction, rule: GradientRule | null): MapOp => ({
    kind: 'map',
    name,
    fn,
    cost,
    gradient: rule,
  });
  return {
    ...(float && { float32: make(float, gradient ?? null) }),
    ...(int && { int32: make(int, null) }),
    ...(bool && { bool: make(bool, null) }),
  };
}

/** Casts the operands to the nearest dtype that the operation has a function for. */
function suit({ name }: ElementwiseDefinition, ops: Operations, inputs: Tensor[]): Tensor[] {
  const { dtype } = inputs[0];
  if (ops[dtype]) return inputs;
  const wider: DType[] = dtype === 'bool' ? ['int32', 'float32'] : ['float32'];
  const target = wider.find((candidate) => ops[candidate]);
  if (!target || (dtype === 'float32' && !ops.float32)) {
    throw new DTypeError(`${name}: expected ${Object.keys(ops).join(' or ')}, got ${dtype}. Use cast().`);
  }
  return inputs.map((input) => cast(input, target));
}
