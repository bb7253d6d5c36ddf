import { ArgumentError } from '../core/errors.ts';
import { gradients as differentiate } from '../graph/grad.ts';
import { Tensor } from '../graph/tensor.ts';
import { currentValue, tracing, Variable } from '../graph/variable.ts';
import { checkVariables } from './gradients.ts';

export interface Slope {
  readonly value: Tensor;
  readonly wrt: readonly Variable[];
  /** One per variable; null where the loss does not depend on it. */
  readonly gradients: readonly (Tensor | null)[];
}

/** A loss and its derivatives with respect to variables, or to all trainable ones that it depends on. */
export function minimized(loss: () => Tensor, variables?: readonly Variable[]): Slope {
  const call = 'optimizer.minimize';
  if (variables) checkVariables(call, variables);
  if (typeof loss !== 'function')
    throw new ArgumentError(`${call}: expected a function that computes the loss, got ${String(loss)}.`);
  // What the variables hold before the function, which may assign to them.
  const before = variables?.map(currentValue);
  const result = loss();
  if (!(result instanceof Tensor))
    throw new ArgumentError(`${call}: the function must return a scalar tensor, got ${String(result)}.`);
  const value = currentValue(result);
  const wrt = variables ?? trainableBelow(value);
  if (wrt.length === 0) {
    throw new ArgumentError(
      `${call}: the loss depends on no trainable variable. Read a gl.variable in the function, or pass the list.`,
    );
  }
  return { value, wrt, gradients: differentiate(call, value, before ?? wrt.map(currentValue)) };
}

/** The trainable float32 variables that a value was computed from, in the order in which they were made. */
function trainableBelow(value: Tensor): Variable[] {
  const { reads = [], assigns = [] } = tracing.state ?? {};
  const known = new Map([...reads, ...assigns].map(([variable, latest]) => [latest, variable]));
  const found = new Set<Variable>();
  const seen = new Set<Tensor>();
  const stack = [value];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const source =
      node.op.kind === 'leaf' && node.op.source.type === 'variable' ? node.op.source.variable : null;
    const variable = known.get(node) ?? source;
    if (variable instanceof Variable) found.add(variable);
    else if (!node.storage) stack.push(...node.inputs);
  }
  return [...found]
    .filter(({ trainable, dtype }) => trainable && dtype === 'float32')
    .sort((a, b) => a.id - b.id);
}
