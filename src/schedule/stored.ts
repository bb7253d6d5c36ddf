import type { Tensor } from '../graph/tensor.ts';
import { isAnchor } from './emit.ts';

/** What it takes to compute one element of a node from what is in memory. */
export interface Work {
  readonly cost: number;
  readonly loads: number;
  /** It reads through indices, or joins tensors: too dear for an operand of a matmul. */
  readonly gathers: boolean;
  /** It reads only what was there before the program. */
  readonly leavesOnly: boolean;
}

const FREE: Work = { cost: 0, loads: 0, gathers: false, leavesOnly: true };

/**
 * Which nodes begin as kernels of their own: results, reductions, products, and what several
 * others read, unless computing it again from the program's inputs is next to nothing.
 */
export function chooseStored(
  order: readonly Tensor[],
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  results: ReadonlySet<Tensor>,
): Set<Tensor> {
  const stored = new Set<Tensor>();
  for (const node of order) {
    if (node.storage || node.op.kind === 'leaf') continue;
    const isStored =
      results.has(node) ||
      isAnchor(node) ||
      node.op.kind === 'pack' ||
      (node.op.kind !== 'view' && (isShared(node, users, stored) || feedsMatmul(node, users, stored)));
    if (isStored) stored.add(node);
  }
  return stored;
}

function isShared(node: Tensor, users: ReadonlyMap<Tensor, readonly Tensor[]>, stored: ReadonlySet<Tensor>): boolean {
  if (computingUsers(node, users).size < 2) return false;
  const { cost, loads, leavesOnly } = workOf(node, stored);
  return !(leavesOnly && loads <= 2 && cost <= 8);
}

/** An operand is loaded many times: gathering and long formulas are done once, before. */
function feedsMatmul(node: Tensor, users: ReadonlyMap<Tensor, readonly Tensor[]>, stored: ReadonlySet<Tensor>): boolean {
  if (![...computingUsers(node, users)].some((user) => user.op.kind === 'matmul')) return false;
  const { cost, gathers } = workOf(node, stored);
  return gathers || cost > 6;
}

/** The nodes that read a node, looking through views. */
function computingUsers(node: Tensor, users: ReadonlyMap<Tensor, readonly Tensor[]>): Set<Tensor> {
  const found = new Set<Tensor>();
  const stack = [...(users.get(node) ?? [])];
  for (let user = stack.pop(); user; user = stack.pop()) {
    if (user.op.kind === 'view' && user.op.name !== 'copy') stack.push(...(users.get(user) ?? []));
    else found.add(user);
  }
  return found;
}

/** The work of one element of `node`, down to the nearest stored nodes. */
export function workOf(node: Tensor, stored: { has(node: Tensor): boolean }): Work {
  const seen = new Map<Tensor, Work>();
  const visit = (current: Tensor): Work => {
    const known = seen.get(current);
    if (known) return known;
    seen.set(current, FREE);
    const work = current !== node && stored.has(current) ? { ...FREE, loads: 1, leavesOnly: false } : measure(current);
    return work;
  };
  const measure = (current: Tensor): Work => {
    const { op } = current;
    if (op.kind === 'leaf' || current.storage) {
      const isIndexOrNumber = op.kind === 'leaf' && (op.source.type === 'literal' || op.source.type === 'iota');
      return isIndexOrNumber ? FREE : { ...FREE, loads: 1 };
    }
    const own = op.kind === 'map' ? op.cost : op.kind === 'gather' || op.kind === 'concat' ? 1 : 0;
    const below = sumOfWork(current.inputs.map(visit));
    const gathers = op.kind === 'gather' || op.kind === 'concat';
    return { ...below, cost: below.cost + own, gathers: below.gathers || gathers };
  };
  return visit(node);
}

/** The sum of several works. */
export function sumOfWork(works: readonly Work[]): Work {
  return works.reduce(
    (a, b) => ({
      cost: a.cost + b.cost,
      loads: a.loads + b.loads,
      gathers: a.gathers || b.gathers,
      leavesOnly: a.leavesOnly && b.leavesOnly,
    }),
    FREE,
  );
}
