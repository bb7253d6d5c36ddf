import wgsl from '../../shaders/elementwise/half.wgsl';
import type { MapOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';

const HALF: MapOp = {
  kind: 'map',
  name: 'half',
  fn: wgsl.functions.half_of,
  // Nothing: whether a value is in memory does not depend on its precision.
  cost: 0,
  // What was computed gets its derivative in half precision, too; what was given, weights above all, in full.
  gradient: ({ inputs: [x], dy }) => [isGiven(x) ? dy : half(dy)],
};

/**
 * The nearest numbers of half precision, as float32: where they must be in memory, they take 16 bits. Past
 * 65504 there is infinity. Needs the WebGPU feature shader-f16.
 */
export const half = (x: Tensor): Tensor => apply(HALF, [x], x.shape, x.dtype);

/** Whether all elements of a node are numbers of half precision. */
export const isHalf = ({ op }: Tensor): boolean => op === HALF;

/** The node under views. */
export function behindViews(node: Tensor): Tensor {
  while (node.op.kind === 'view' && !node.storage) node = node.inputs[0];
  return node;
}

/** Whether a tensor was in memory before the program, or is a view of what was. */
export function isGiven(x: Tensor): boolean {
  const { op, storage } = behindViews(x);
  return storage !== null || op.kind === 'leaf';
}

const scope = { isActive: false };

/** Runs `compute` so that the products in it are those of half precision. Keras: AutoCastScope. */
export function autocast<T>(compute: () => T): T {
  const before = scope.isActive;
  scope.isActive = true;
  try {
    return compute();
  } finally {
    scope.isActive = before;
  }
}

/** A product of two tensors; within `autocast` its operands, result and derivatives are of half precision. */
export function autocastProduct(a: Tensor, b: Tensor, product: (a: Tensor, b: Tensor) => Tensor): Tensor {
  return scope.isActive ? half(product(half(a), half(b))) : product(a, b);
}
