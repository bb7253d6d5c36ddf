import type { Tensor } from '../graph/tensor.ts';
import type { Kernel } from './kernel.ts';

/**
 * An order in which every kernel finds what it reads, chosen so that little memory is in use: of
 * the kernels that could run next, the one after which the least is alive.
 *
 * @param before which kernels must come before each
 */
export function orderForMemory(
  kernels: readonly Kernel[],
  before: ReadonlyMap<Kernel, ReadonlySet<Kernel>>,
  loadsOf: (kernel: Kernel) => readonly Tensor[],
): Kernel[] {
  const loads = new Map(kernels.map((kernel) => [kernel, new Set(loadsOf(kernel))]));
  const readers = new Map<Tensor, number>();
  for (const nodes of loads.values()) {
    for (const node of nodes) readers.set(node, (readers.get(node) ?? 0) + 1);
  }
  const growth = (kernel: Kernel): number => {
    const made = kernel.roots.filter((root) => readers.has(root));
    const freed = [...(loads.get(kernel) ?? [])].filter((node) => readers.get(node) === 1);
    const size = (nodes: readonly Tensor[]): number => nodes.reduce((sum, node) => sum + node.size, 0);
    return size(made) - size(freed);
  };
  const waiting = new Set(kernels);
  const sorted: Kernel[] = [];
  while (waiting.size > 0) {
    let best: { kernel: Kernel; growth: number } | null = null;
    for (const kernel of waiting) {
      if ([...(before.get(kernel) ?? [])].some((previous) => waiting.has(previous))) continue;
      const candidate = { kernel, growth: growth(kernel) };
      if (!best || candidate.growth < best.growth) best = candidate;
    }
    const { kernel } = best as { kernel: Kernel };
    waiting.delete(kernel);
    sorted.push(kernel);
    for (const node of loads.get(kernel) ?? []) readers.set(node, (readers.get(node) as number) - 1);
  }
  return sorted;
}
