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
import { convert, convertPair } from './convert.ts';

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
  const ops = operations(definition);
  return (x) => {
    const [input] = suit(definition, ops, [convert(x)]);
    const op = ops[input.dtype] as MapOp;
    return apply(op, [input], input.shape, definition.result ?? input.dtype);
  };
}

/** An operation on pairs of elements; operands are promoted and broadcast as in NumPy. */
export function defineBinary(definition: ElementwiseDefinition): (a: TensorLike, b: TensorLike) => Tensor {
  const ops = operations(definition);
  return (a, b) => {
    const [x, y] = suit(definition, ops, convertPair(a, b));
    const shape = broadcastShapes(definition.name, x.shape, y.shape);
    const op = ops[x.dtype] as MapOp;
    return apply(op, [broadcastTo(x, shape), broadcastTo(y, shape)], shape, definition.result ?? x.dtype);
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
