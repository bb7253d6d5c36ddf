import { gradients } from '../graph/grad.ts';
import type { TensorLike } from '../graph/methods.ts';
import { topologicalOrder } from '../graph/order.ts';
import { leaf, Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';
import { withGradient } from './stop-gradient.ts';

/**
 * A function whose inner values are not kept for the derivative: the backward pass computes them
 * again from the inputs. Costs one more forward pass of `fn`, saves its activations. Random
 * operations in it give the same values again. Chen et al. 2016, arXiv:1604.06174; JAX: checkpoint.
 *
 * @example gl.grad(gl.checkpoint((x) => x.exp().square().sum()))([0]) // [2.]
 */
export function checkpoint(fn: (...inputs: Tensor[]) => Tensor): (...inputs: TensorLike[]) => Tensor {
  return (...args) => {
    const firstId = new Tensor(leaf('data', { type: 'data' }), [], [], 'float32').id;
    const value = fn(...args.map((arg) => convert(arg)));
    const inside = topologicalOrder([value]).filter(({ id, op }) => id > firstId && op.kind !== 'leaf');
    if (inside.length === 0) return value;
    const made = new Set(inside);
    const sources = [...new Set(inside.flatMap((node) => node.inputs))].filter(
      (node) => !made.has(node) && !isFree(node),
    );
    return withGradient(value, sources, ({ inputs, dy }) => {
      const again = inputs.map((source) => after(source, dy));
      const copies = new Map(sources.map((source, k) => [source, again[k]]));
      const copyOf = (node: Tensor): Tensor => copies.get(node) ?? node;
      for (const node of inside) {
        copies.set(node, new Tensor(node.op, node.inputs.map(copyOf), node.shape, node.dtype));
      }
      return gradients('checkpoint', copyOf(value).mul(dy).sum(), again);
    });
  };
}

/** Numbers and positions cost no memory. */
const isFree = ({ op }: Tensor): boolean =>
  op.kind === 'leaf' && (op.source.type === 'literal' || op.source.type === 'iota');

/** x, but nothing that is computed from it may run before `moment` is there. */
const after = (x: Tensor, moment: Tensor): Tensor =>
  apply(
    { kind: 'view', name: 'after', index: (index) => index, gradient: ({ dy }) => [dy, null] },
    [x, moment],
    x.shape,
    x.dtype,
  );
