import type { Tensor } from './tensor.ts';

/**
 * Every node that the roots depend on, inputs before users. What a tensor with a value in memory
 * was computed from does not count. Iterative: graphs may be deep.
 */
export function topologicalOrder(roots: readonly Tensor[]): Tensor[] {
  const order: Tensor[] = [];
  const visited = new Set<Tensor>();
  const stack: { node: Tensor; next: number }[] = [];
  for (const root of roots) {
    if (visited.has(root)) continue;
    visited.add(root);
    stack.push({ node: root, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.node.storage || top.next === top.node.inputs.length) {
        order.push(top.node);
        stack.pop();
        continue;
      }
      const input = top.node.inputs[top.next++];
      if (visited.has(input)) continue;
      visited.add(input);
      stack.push({ node: input, next: 0 });
    }
  }
  return order;
}

/** Which nodes read each node. */
export function usersOf(order: readonly Tensor[]): Map<Tensor, Tensor[]> {
  const users = new Map<Tensor, Tensor[]>(order.map((node) => [node, []]));
  for (const node of order) {
    for (const input of new Set(node.inputs)) users.get(input)?.push(node);
  }
  return users;
}
