import type { Op } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { behindViews, isHalf } from '../ops/half.ts';
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

/** A dozen steps that each compare and read. */
const SEARCH_COST = 50;

/** Comparisons of an index with its bounds. */
const BOUNDS_COST = 2;

const FREE: Work = { cost: 0, loads: 0, gathers: false, leavesOnly: true };

/**
 * Which nodes begin as kernels of their own: results, reductions, products, and what several
 * others read, unless computing it again from the program's inputs is next to nothing; and as
 * many more as it takes for no kernel to read more buffers than it may bind.
 */
export function chooseStored(
  order: readonly Tensor[],
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  results: ReadonlySet<Tensor>,
  maxBindings: number,
): Set<Tensor> {
  const stored = new Set<Tensor>();
  const buffers = new Map<Tensor, ReadonlySet<Tensor>>();
  for (const node of order) {
    if (!node.storage && node.op.kind !== 'leaf') {
      limitBuffers(node, stored, buffers, maxBindings - 1);
      const isStored =
        results.has(node) ||
        isAnchor(node) ||
        node.op.kind === 'pack' ||
        node.op.kind === 'scatter' ||
        node.op.kind === 'search' ||
        node.op.name === 'copy' ||
        (isHalf(node) && isAnchor(behindViews(node.inputs[0]))) ||
        (node.op.kind !== 'view' && (isShared(node, users, stored) || feedsMatmul(node, users, stored)));
      if (isStored) stored.add(node);
    }
    buffers.set(node, buffersBehind(node, stored, buffers));
  }
  return stored;
}

type Buffers = Map<Tensor, ReadonlySet<Tensor>>;

/** The buffers that reading a node takes: its own when it has one, else those of its inputs. */
function buffersBehind(node: Tensor, stored: ReadonlySet<Tensor>, buffers: Buffers): ReadonlySet<Tensor> {
  const { op } = node;
  if (node.storage || stored.has(node)) return new Set([node]);
  if (op.kind !== 'leaf') return new Set(node.inputs.flatMap((input) => [...(buffers.get(input) ?? [])]));
  return new Set(op.source.type === 'literal' || op.source.type === 'iota' ? [] : [node]);
}

/** Stores inputs of a node until computing it reads at most `limit` buffers. */
function limitBuffers(node: Tensor, stored: Set<Tensor>, buffers: Buffers, limit: number): void {
  if (node.op.kind === 'pack') return;
  while (buffersBehind(node, stored, buffers).size > limit) {
    const widest = node.inputs.reduce((a, b) => (width(b) > width(a) ? b : a));
    if (width(widest) <= 1) return;
    stored.add(computedBehind(widest));
    for (let view = widest; ; view = view.inputs[0]) {
      buffers.set(view, new Set([computedBehind(widest)]));
      if (view === computedBehind(widest)) break;
    }
  }
  function width(input: Tensor): number {
    return buffers.get(input)?.size ?? 0;
  }
}

/** The node under views. */
function computedBehind(node: Tensor): Tensor {
  while (node.op.kind === 'view' && node.op.name !== 'copy') node = node.inputs[0];
  return node;
}

function isShared(
  node: Tensor,
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  stored: ReadonlySet<Tensor>,
): boolean {
  if (computingUsers(node, users).size < 2) return false;
  const { cost, loads, leavesOnly } = workOf(node, stored);
  return !(leavesOnly && loads <= 2 && cost <= 8);
}

/** An operand is loaded many times: gathering and long formulas are done once, before. */
function feedsMatmul(
  node: Tensor,
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  stored: ReadonlySet<Tensor>,
): boolean {
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
    const work =
      current !== node && stored.has(current) ? { ...FREE, loads: 1, leavesOnly: false } : measure(current);
    return work;
  };
  const measure = (current: Tensor): Work => {
    const { op } = current;
    if (op.kind === 'leaf' || current.storage) {
      const isIndexOrNumber =
        op.kind === 'leaf' && (op.source.type === 'literal' || op.source.type === 'iota');
      return isIndexOrNumber ? FREE : { ...FREE, loads: 1 };
    }
    const gathers = op.kind === 'gather' || op.kind === 'concat' || op.kind === 'search';
    const own = ownCost(op);
    const below = sumOfWork(current.inputs.map(visit));
    return { ...below, cost: below.cost + own, gathers: below.gathers || gathers };
  };
  return visit(node);
}

function ownCost(op: Op): number {
  if (op.kind === 'map') return op.cost;
  if (op.kind === 'search') return SEARCH_COST;
  if (op.kind === 'view') return op.inside ? BOUNDS_COST : 0;
  return op.kind === 'gather' || op.kind === 'concat' ? 1 : 0;
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
