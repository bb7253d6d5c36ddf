import type { WgslFunction } from '../core/wgsl.ts';
import type { MapOp } from '../graph/op.ts';
import { literal, Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from '../ops/broadcast-to.ts';

/** An elementwise operation from a hand-written WGSL function; scalars and numbers are broadcast. */
export function formula(fn: WgslFunction): (...inputs: readonly (Tensor | number)[]) => Tensor {
  const op: MapOp = { kind: 'map', name: fn.name, fn, cost: 4, gradient: null };
  return (...inputs) => {
    const tensors = inputs.map((input) => (input instanceof Tensor ? input : literal(input, 'float32')));
    const { shape } = tensors.reduce((widest, tensor) => (tensor.rank > widest.rank ? tensor : widest));
    return apply(
      op,
      tensors.map((tensor) => broadcastTo(tensor, shape)),
      shape,
      'float32',
    );
  };
}
