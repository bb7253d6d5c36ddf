import type { OpKind } from '../graph/op.ts';
import { topologicalOrder, usersOf } from '../graph/order.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { type Binding, variableOf } from './binding.ts';
import type { ChooseOptions } from './choices.ts';
import { isAnchor } from './emit.ts';
import { type Context, domainSize, ifFusable, type Kernel, rowsDomain } from './kernel.ts';
import { orderForMemory } from './kernel-order.ts';
import type { LinkedKernel } from './link.ts';
import { linkMap } from './link-map.ts';
import { linkMatmul } from './link-matmul.ts';
import { linkRows } from './link-rows.ts';
import { linkScan } from './link-scan.ts';
import type { Lowered } from './lower.ts';
import { chooseStored, sumOfWork, type Work, workOf } from './stored.ts';

export interface FuseOptions extends ChooseOptions {
  /** Storage buffers that one kernel may bind. Default 8, which every WebGPU device has. */
  readonly maxBindings?: number;
  /** The kernels are to be phases of a persistent kernel: none needs a workgroup to itself. Default false. */
  readonly phases?: boolean;
}

/** The kernels of a program in an order in which they can run. */
export interface Fused {
  readonly kernels: readonly LinkedKernel[];
  readonly context: Context;
}

/**
 * Starts with one kernel for each value that must be in memory and merges kernels as long as the
 * merged one can be written down: whether two fit is found out by trying to link them. Yields
 * between two kernels.
 */
export function fuse(lowered: Lowered, options: FuseOptions): Generator<void, Fused> {
  return new Fuser(lowered, options).run();
}

/** Recomputing less than this beats a dispatch and a trip through memory. */
const CHEAP = 8;
/** Work that a matmul may do for each element it loads, since it loads each many times. */
const CHEAP_OPERAND = 6;

/** The kernel that a stored node begins as, where it is not a map. */
const KINDS: Partial<Record<OpKind, Kernel['kind']>> = { reduce: 'rows', scan: 'scan', matmul: 'matmul' };

class Fuser {
  readonly #options: FuseOptions;
  readonly #users: Map<Tensor, Tensor[]>;
  readonly #stored: Set<Tensor>;
  readonly #results: Set<Tensor>;
  readonly #targets: Map<Tensor, Variable>;
  readonly #owner = new Map<Tensor, Kernel>();
  readonly #refused = new Set<string>();
  readonly #ids = new Map<Kernel, number>();
  #kernels: Kernel[] = [];
  #before = new Map<Kernel, Set<Kernel>>();

  constructor({ outputs, assigns }: Lowered, options: FuseOptions) {
    const roots = [...outputs, ...assigns.map(({ value }) => value)];
    const order = topologicalOrder(roots);
    this.#options = options;
    this.#users = usersOf(order);
    this.#results = new Set([
      ...roots,
      ...order.flatMap((node) => (node.op.kind === 'pack' ? node.inputs : [])),
    ]);
    this.#targets = new Map(assigns.map(({ variable, value }) => [value, variable]));
    this.#stored = chooseStored(order, this.#users, this.#results, this.#maxBindings);
    for (const node of order) {
      if (!this.#stored.has(node) || node.op.kind === 'pack') continue;
      const kind = KINDS[node.op.kind] ?? 'map';
      const kernel: Kernel = { kind, anchors: isAnchor(node) ? [node] : [], roots: [node] };
      this.#kernels.push(kernel);
      this.#register(kernel);
    }
    this.#findOrder();
  }

  *run(): Generator<void, Fused> {
    yield* this.#pass((kernel) => this.#takeColumnSum(kernel));
    let changed = true;
    while (changed) {
      changed = yield* this.#pass((kernel) => this.#mergeProducers(kernel));
      if (!changed) changed = yield* this.#pass((kernel) => this.#mergeSibling(kernel));
      if (!changed) changed = yield* this.#pass((kernel) => this.#recompute(kernel));
    }
    const context = this.#context(new Set());
    const kernels: LinkedKernel[] = [];
    for (const kernel of orderForMemory(this.#kernels, this.#before, (one) => this.#below(one).loads)) {
      kernels.push(this.#link(kernel, context));
      yield;
    }
    return { kernels, context };
  }

  /** Offers every kernel to `merge` until it changes nothing. */
  *#pass(merge: (kernel: Kernel) => boolean): Generator<void, boolean> {
    let changed = false;
    for (let k = 0; k < this.#kernels.length; k++) {
      while (k < this.#kernels.length && merge(this.#kernels[k])) {
        changed = true;
        yield;
      }
      yield;
    }
    return changed;
  }

  /** The derivative of a bias is one more row of the derivative of its kernel. */
  #takeColumnSum(kernel: Kernel): boolean {
    if (kernel.kind !== 'matmul' || kernel.anchors.length > 1) return false;
    const [product] = kernel.anchors;
    if (product.rank !== 2) return false;
    const right = product.inputs[1];
    const contracted = product.op.kind === 'matmul' && product.op.transposeB ? 1 : 0;
    const sums = (this.#users.get(right) ?? []).filter(
      ({ op }) =>
        op.kind === 'reduce' && op.name === 'sum' && op.axes.length === 1 && op.axes[0] === contracted,
    );
    return sums.some((sum) => this.#merge(kernel, this.#owner.get(sum) as Kernel, 'matmul'));
  }

  #mergeProducers(kernel: Kernel): boolean {
    for (const producer of this.#producers(kernel)) {
      if (producer.kind === 'map' && this.#dissolve(producer, [kernel])) return true;
      const kind = verticalKind(producer, kernel);
      if (kind && this.#merge(producer, kernel, kind)) return true;
    }
    return false;
  }

  #mergeSibling(kernel: Kernel): boolean {
    return this.#kernels.some((other) => {
      const kind = other === kernel ? null : siblingKind(kernel, other);
      return kind !== null && this.#merge(kernel, other, kind);
    });
  }

  /** A cheap value that several kernels read is computed in each of them. */
  #recompute(kernel: Kernel): boolean {
    if (kernel.kind !== 'map' || this.#work(kernel).cost > CHEAP) return false;
    const consumers = this.#kernels.filter((other) => this.#producers(other).has(kernel));
    return consumers.length > 1 && this.#dissolve(kernel, consumers);
  }

  /** Computes a map kernel's roots inside the kernels that read them, and drops it. */
  #dissolve(producer: Kernel, consumers: readonly Kernel[]): boolean {
    if (producer.roots.some((root) => this.#results.has(root))) return false;
    if (producer.roots.some((root) => this.#readers(root).some((reader) => !consumers.includes(reader))))
      return false;
    const work = this.#work(producer);
    for (const consumer of consumers) {
      if (this.#hasDetour(producer, consumer)) return false;
      if (consumer.kind === 'matmul' && (work.gathers || work.cost > CHEAP_OPERAND)) return false;
      if (work.cost > CHEAP && repeats(producer, consumer)) return false;
    }
    const refusal = `dissolve ${this.#id(producer)} ${consumers.map((consumer) => this.#id(consumer))}`;
    if (this.#refused.has(refusal)) return false;
    const gone = new Set(producer.roots);
    const context = this.#context(gone);
    if (!consumers.every((consumer) => this.#fits(consumer, context))) {
      this.#refused.add(refusal);
      return false;
    }
    for (const root of gone) {
      this.#stored.delete(root);
      this.#owner.delete(root);
    }
    const again = consumers.map((consumer) => ({ ...consumer }));
    this.#replace([producer, ...consumers], again);
    return true;
  }

  #merge(a: Kernel, b: Kernel, kind: Kernel['kind']): boolean {
    const refusal = `${this.#id(a)}+${this.#id(b)}`;
    if (this.#refused.has(refusal)) return false;
    this.#refused.add(refusal);
    if (this.#hasDetour(a, b) || this.#hasDetour(b, a)) return false;
    const roots = [...a.roots, ...b.roots];
    if (this.#loadsPackOf(roots, a) || this.#loadsPackOf(roots, b)) return false;
    const needed = roots.filter(
      (root) => this.#results.has(root) || this.#readers(root).some((reader) => reader !== a && reader !== b),
    );
    // The anchor that other anchors hang on goes first: it gives a matmul or the rows their size.
    const merged: Kernel = { kind, anchors: [...a.anchors, ...b.anchors], roots: needed };
    const gone = new Set(roots.filter((root) => !needed.includes(root)));
    if (!this.#fits(merged, this.#context(gone))) return false;
    for (const root of gone) this.#stored.delete(root);
    this.#replace([a, b], [merged]);
    return true;
  }

  /** Whether a kernel loads a pack with one of these within: it must wait until all of that is stored. */
  #loadsPackOf(roots: readonly Tensor[], kernel: Kernel): boolean {
    const packs = this.#below(kernel).loads.filter(({ op }) => op.kind === 'pack');
    return packs.some((pack) => pack.inputs.some((input) => roots.includes(input)));
  }

  get #maxBindings(): number {
    return this.#options.maxBindings ?? 8;
  }

  #fits(kernel: Kernel, context: Context): boolean {
    const linked = ifFusable(() => this.#link(kernel, context));
    return linked !== null && linked.bindings.length <= this.#maxBindings && writesSafely(linked, context);
  }

  #link(kernel: Kernel, context: Context): LinkedKernel {
    if (kernel.kind === 'map') return linkMap(kernel, context);
    if (kernel.kind === 'scan') return linkScan(kernel, context);
    if (kernel.kind === 'rows') return linkRows(kernel, context, this.#options);
    return linkMatmul(kernel, context, this.#options);
  }

  #context(gone: ReadonlySet<Tensor>): Context {
    return {
      stored: { has: (node) => this.#stored.has(node) && !gone.has(node) },
      targets: this.#targets,
      accessors: this.#options.phases ?? false,
    };
  }

  #replace(old: readonly Kernel[], fresh: readonly Kernel[]): void {
    const position = Math.min(...old.map((kernel) => this.#kernels.indexOf(kernel)));
    const kept = this.#kernels.filter((kernel) => !old.includes(kernel));
    this.#kernels = [...kept.slice(0, position), ...fresh, ...kept.slice(position)];
    for (const kernel of fresh) this.#register(kernel);
    this.#findOrder();
  }

  #register(kernel: Kernel): void {
    this.#ids.set(kernel, this.#ids.size);
    for (const node of [...kernel.anchors, ...kernel.roots]) this.#owner.set(node, kernel);
  }

  #id(kernel: Kernel): number {
    return this.#ids.get(kernel) as number;
  }

  /** Kernels whose results a kernel loads. */
  #producers(kernel: Kernel): Set<Kernel> {
    const { loads } = this.#below(kernel);
    return new Set(
      loads
        .flatMap((node) => (node.op.kind === 'pack' ? node.inputs : [node]))
        .map((node) => this.#owner.get(node) as Kernel),
    );
  }

  /** Kernels that load a root, also from inside a pack. */
  #readers(root: Tensor): Kernel[] {
    return this.#kernels.filter((kernel) => this.#below(kernel).loads.includes(root));
  }

  #cache = new Map<Kernel, { loads: Tensor[]; variables: Tensor[] }>();

  /** What a kernel reads: values that others store, and variables. */
  #below(kernel: Kernel): { loads: Tensor[]; variables: Tensor[] } {
    const known = this.#cache.get(kernel);
    if (known) return known;
    const own = new Set([...kernel.anchors, ...kernel.roots]);
    const seen = new Set<Tensor>();
    const loads: Tensor[] = [];
    const variables: Tensor[] = [];
    const stack = [...own];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (this.#stored.has(node) && !own.has(node)) loads.push(node);
      else if (node.op.kind === 'leaf') variables.push(node);
      else if (!node.storage) stack.push(...node.inputs);
    }
    const below = { loads, variables };
    this.#cache.set(kernel, below);
    return below;
  }

  #work(kernel: Kernel): Work {
    return sumOfWork(kernel.roots.map((root) => workOf(root, this.#stored)));
  }

  /** Which kernels must come before each: its producers, and for a variable's writer, its readers. */
  #findOrder(): void {
    this.#cache = new Map();
    const before = new Map(this.#kernels.map((kernel) => [kernel, this.#producers(kernel)]));
    const context = this.#context(new Set());
    for (const writer of this.#kernels) {
      const written = writer.roots.flatMap((root) => this.#targets.get(root) ?? []);
      if (written.length === 0) continue;
      for (const reader of this.#kernels) {
        if (reader === writer) continue;
        const reads = this.#below(reader).variables.some((leaf) => {
          const variable = variableOf(leaf, context);
          return variable !== null && written.some((other) => overlap(variable, other));
        });
        if (reads) before.get(writer)?.add(reader);
      }
    }
    this.#before = before;
  }

  /** Whether `to` must wait for a third kernel that waits for `from`. */
  #hasDetour(from: Kernel, to: Kernel): boolean {
    const seen = new Set<Kernel>();
    const stack = [...(this.#before.get(to) ?? [])].filter((kernel) => kernel !== from);
    for (let kernel = stack.pop(); kernel; kernel = stack.pop()) {
      if (seen.has(kernel)) continue;
      seen.add(kernel);
      const previous = this.#before.get(kernel) ?? new Set();
      if (previous.has(from)) return true;
      stack.push(...previous);
    }
    return false;
  }
}

function verticalKind(producer: Kernel, consumer: Kernel): Kernel['kind'] | null {
  if (consumer.kind === 'matmul') return null;
  if (consumer.kind === 'scan') return null;
  if (producer.kind === 'matmul' || producer.kind === 'scan')
    return consumer.kind === 'map' ? producer.kind : null;
  return producer.kind === 'map' && consumer.kind === 'map' ? 'map' : 'rows';
}

function siblingKind(a: Kernel, b: Kernel): Kernel['kind'] | null {
  if ([a.kind, b.kind].some((kind) => kind === 'matmul' || kind === 'scan')) return null;
  if (a.kind === 'map' && b.kind === 'map') return domainSize(a) === domainSize(b) ? 'map' : null;
  const [rows, other] = a.kind === 'rows' ? [a, b] : [b, a];
  const domain = rowsDomain(rows.anchors[0]);
  if (other.kind === 'map') {
    const size = domainSize(other);
    return size === domain.rows || size === domain.rows * domain.columns ? 'rows' : null;
  }
  const second = rowsDomain(other.anchors[0]);
  return domain.rows === second.rows && domain.columns === second.columns ? 'rows' : null;
}

/** Whether the consumer would compute the same element of the producer again and again. */
function repeats(producer: Kernel, consumer: Kernel): boolean {
  const size = domainSize(producer);
  const isPerRow = consumer.kind === 'rows' && rowsDomain(consumer.anchors[0]).rows === size;
  return !isPerRow && domainSize(consumer) > 2 * size;
}

const overlap = (a: Variable, b: Variable): boolean =>
  a.arena === b.arena && a.offset < b.offset + b.size && b.offset < a.offset + a.size;

/**
 * A variable may be overwritten while it is read only by the invocation that reads it, and
 * after reading; and WebGPU allows no two bindings that overlap when one of them is written.
 */
function writesSafely({ kernel, reads, writes, bindings }: LinkedKernel, context: Context): boolean {
  const alone = kernel.kind === 'rows' && rowsDomain(kernel.anchors[0]).rows === 1;
  for (const [key, offsets] of writes) {
    for (const place of reads.get(key) ?? []) {
      if (!offsets.includes(place) && !(alone && offsets[0] === '0u')) return false;
    }
  }
  const held = (binding: Binding): Variable | null => variableOf(binding.node, context);
  return bindings.every((binding) => {
    const variable = held(binding);
    if (!variable || !binding.written) return true;
    return bindings.every((other) => {
      const second = other === binding ? null : held(other);
      return !second || !overlap(variable, second);
    });
  });
}
