import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { topologicalOrder } from './order.ts';
import { literal, type Tensor } from './tensor.ts';

/**
 * Reverse-mode differentiation. The derivatives are graph themselves, made of the same
 * operations, so they can be differentiated again and are planned together with the rest.
 *
 * @param loss scalar tensor (shape [])
 * @returns one derivative per entry of `wrt`; null where the loss does not depend on it
 */
export function gradients(call: string, loss: Tensor, wrt: readonly Tensor[]): (Tensor | null)[] {
  if (loss.rank !== 0 || loss.dtype !== 'float32') {
    throw new ShapeError(
      `${call}: expected a float32 scalar to differentiate, got ${loss.dtype} of shape ${shapeText(loss.shape)}. ` +
        'Reduce it with mean() or sum().',
    );
  }
  const order = topologicalOrder([loss]);
  const needed = new Set<Tensor>(wrt);
  for (const node of order) {
    if (node.inputs.some((input) => needed.has(input))) needed.add(node);
  }
  const derivative = new Map<Tensor, Tensor>();
  if (needed.has(loss)) derivative.set(loss, literal(1, 'float32'));
  for (const node of order.reverse()) {
    const dy = derivative.get(node);
    if (!dy || node.inputs.length === 0 || !node.op.gradient) continue;
    const needs = node.inputs.map((input) => needed.has(input) && input.dtype === 'float32');
    if (!needs.includes(true)) continue;
    const parts = node.op.gradient({ inputs: node.inputs, output: node, dy, needs });
    for (const [k, part] of parts.entries()) {
      if (!part || !needs[k]) continue;
      const input = node.inputs[k];
      const known = derivative.get(input);
      derivative.set(input, known ? known.add(part) : part);
    }
  }
  return wrt.map((tensor) => derivative.get(tensor) ?? null);
}
