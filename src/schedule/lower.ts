import type { ViewOp } from '../graph/op.ts';
import { topologicalOrder } from '../graph/order.ts';
import { literalValue, Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import type { Variable } from '../graph/variable.ts';
import { behindViews, half, isHalf } from '../ops/half.ts';
import { sum } from '../ops/sum.ts';
import type { ChooseOptions } from './choices.ts';
import { chooseMatmul } from './choose-matmul.ts';
import { matmulDomain, matmulOp } from './kernel.ts';
import { inParts } from './long.ts';
import { splitProduct } from './split-product.ts';

/** A traced program in the form that the fuser works on. */
export interface Lowered {
  readonly outputs: readonly Tensor[];
  readonly assigns: readonly { readonly variable: Variable; readonly value: Tensor }[];
}

export interface LowerOptions extends ChooseOptions {
  /** The program is so small that one workgroup does it all. Default false. */
  readonly phases?: boolean;
}

/** Tensors that one concat joins: with the result and a neighbour or two, as many as a kernel may bind. */
const MOST_JOINED = 6;

/**
 * Rewrites the graph: equal expressions become one, identities go, matrix products that are
 * really outer or inner products become elementwise work and sums, long reductions two stages, and
 * for GPUs products of few results with long sums a batch of shorter ones.
 */
export function lower({ outputs, assigns }: Traced, options: LowerOptions): Lowered {
  const lowerer = new Lowerer(options);
  const values = [...assigns.values()];
  const lowered = lowerer.lower([...outputs, ...values]);
  return {
    outputs: ownResults(lowered.slice(0, outputs.length)),
    assigns: [...assigns.keys()].map((variable, k) => ({
      variable,
      value: ownValue(lowered[outputs.length + k]),
    })),
  };
}

const isComputed = (node: Tensor): boolean =>
  !node.storage && !['leaf', 'view', 'pack'].includes(node.op.kind);

/** The same values in memory of their own. */
const COPY: ViewOp = { kind: 'view', name: 'copy', index: (index) => index, gradient: null };

const copy = (node: Tensor): Tensor => new Tensor(COPY, [node], node.shape, node.dtype);

/** A result must have memory to itself; what is scattered has it already. */
function ownResults(nodes: readonly Tensor[]): Tensor[] {
  return nodes.map((node, k) =>
    node.op.kind === 'scatter' && nodes.indexOf(node) === k ? node : copy(node),
  );
}

/**
 * An assignment begins as the value in memory of its own and a copy of that; the fuser makes it one
 * kernel when that does not overwrite what somebody still reads. An update knows the old value's memory only.
 */
function ownValue(value: Tensor): Tensor {
  const { op, inputs, shape, dtype } = value;
  const isUpdate = op.kind === 'scatter' && inputs[0].size < value.size;
  return isUpdate ? new Tensor(op, inputs, shape, dtype) : copy(copy(value));
}

class Lowerer {
  readonly #known = new Map<string, Tensor>();
  readonly #result = new Map<Tensor, Tensor>();
  readonly #lowered = new Set<Tensor>();
  /** What is of half precision for somebody is so for everybody: it is in memory once. */
  #halved: ReadonlySet<Tensor> = new Set();
  readonly #options: LowerOptions;

  constructor(options: LowerOptions) {
    this.#options = options;
  }

  lower(roots: readonly Tensor[]): Tensor[] {
    const order = topologicalOrder(roots);
    this.#halved = new Set(
      order
        .filter(isHalf)
        .map(({ inputs: [x] }) => behindViews(x))
        .filter(isComputed),
    );
    for (const node of order) {
      const inputs = node.inputs.map((input) => this.#result.get(input) as Tensor);
      const lowered = this.#rewrite(node, inputs);
      this.#finish(node, this.#halved.has(node) ? this.#half(lowered) : lowered);
    }
    return roots.map((root) => this.#result.get(root) as Tensor);
  }

  #rewrite(node: Tensor, inputs: Tensor[]): Tensor {
    const { op } = node;
    if (op.kind === 'view' && (op.name === 'stopGradient' || op.name === 'withGradient')) return inputs[0];
    if (isHalf(node)) return this.#half(inputs[0]);
    if (op.kind === 'map' && op.name === 'mul') {
      if (uniformValue(inputs[0]) === 1) return inputs[1];
      if (uniformValue(inputs[1]) === 1) return inputs[0];
    }
    const made = this.#same(rebuild(node, inputs));
    const parts = made.op.kind === 'matmul' ? this.#product(made) : inParts(made);
    if (parts) return this.#adopt(parts);
    if (made.op.kind === 'pack') return this.#ownInputs(made);
    if (made.op.kind === 'concat' && made.inputs.length > MOST_JOINED) return this.#adopt(nestedConcat(made));
    return made;
  }

  #half(node: Tensor): Tensor {
    return isHalf(behindViews(node)) ? node : this.#same(half(node));
  }

  /** What replaces a product. One workgroup has a sum for each of its lanes rather than a tile for some. */
  #product(product: Tensor): Tensor | null {
    if (this.#options.phases || isThin(product)) return productAsSum(product);
    const { parts } = chooseMatmul(matmulDomain(product), this.#options);
    return parts > 1 && product.rank === 2 ? splitProduct(product, parts) : null;
  }

  /** Lowers what a rewrite produced above nodes that are lowered already. */
  #adopt(node: Tensor): Tensor {
    for (const part of topologicalOrder([node])) {
      if (this.#lowered.has(part)) this.#result.set(part, part);
      if (this.#result.has(part)) continue;
      this.#finish(
        part,
        this.#rewrite(
          part,
          part.inputs.map((input) => this.#result.get(input) as Tensor),
        ),
      );
    }
    return this.#result.get(node) as Tensor;
  }

  #finish(node: Tensor, lowered: Tensor): void {
    this.#result.set(node, lowered);
    this.#lowered.add(lowered);
  }

  /** What a pack holds is written in place by its producer: each must have one, to itself. */
  #ownInputs(node: Tensor): Tensor {
    const taken = new Set<Tensor>();
    const inputs = node.inputs.map((input) => {
      const unchanged = flattened(input);
      const isFree = isComputed(unchanged) && !isHalf(unchanged) && !taken.has(unchanged);
      const own = isFree ? unchanged : copy(input);
      taken.add(own);
      return own;
    });
    return rebuild(node, inputs);
  }

  #same(node: Tensor): Tensor {
    const key = keyOf(node);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, node);
    return node;
  }
}

const rebuild = (node: Tensor, inputs: Tensor[]): Tensor =>
  inputs.every((input, k) => input === node.inputs[k])
    ? node
    : new Tensor(node.op, inputs, node.shape, node.dtype, node.host);

/** Nodes with the same key compute the same thing. */
function keyOf(node: Tensor): string {
  const { op, shape, dtype, inputs } = node;
  if (op.kind === 'leaf') {
    if (op.source.type === 'literal')
      return `literal ${Object.is(op.source.value, -0) ? '-0' : op.source.value} ${dtype}`;
    if (op.source.type === 'iota') return `iota ${shape[0]}`;
    return `leaf ${node.id}`;
  }
  const fn = op.kind === 'map' ? op.fn.name : '';
  return `${op.name} ${fn} ${op.attributes ?? ''} ${dtype} [${shape}] (${inputs.map((input) => input.id)})`;
}

/** The number that all elements of a broadcast literal have. */
function uniformValue(node: Tensor): number | null {
  while (node.op.kind === 'view' && !node.op.inside) node = node.inputs[0];
  return literalValue(node);
}

/** The node under reshapes that keep the elements in order. */
function flattened(node: Tensor): Tensor {
  while (node.op.kind === 'view' && node.op.name === 'reshape') node = node.inputs[0];
  return node;
}

/**
 * One column or one term per sum: nothing for a matmul kernel to reuse.
 */
function isThin(product: Tensor): boolean {
  const { n, k } = matmulDomain(product);
  return n === 1 || k <= 1;
}

/** sum over k of a[m, k] * b[k, n], as elementwise work on [m, n, k]. */
function productAsSum(node: Tensor): Tensor {
  const { transposeA, transposeB } = matmulOp(node);
  const [a, b] = node.inputs;
  const rank = node.rank;
  const swapped = [...node.shape.slice(0, -2).map((_, d) => d), rank - 1, rank - 2];
  const left = (transposeA ? a.transpose(swapped) : a).expandDims(-2);
  const right = (transposeB ? b : b.transpose(swapped)).expandDims(-3);
  const product = left.mul(right);
  return product.shape[rank] === 1 ? product.reshape(node.shape) : sum(product, rank);
}

/** Groups of tensors are joined first, so that no kernel binds too many buffers. */
function nestedConcat(node: Tensor): Tensor {
  const { op } = node;
  const axis = op.kind === 'concat' ? op.axis : 0;
  const groups: Tensor[] = [];
  for (let k = 0; k < node.inputs.length; k += MOST_JOINED) {
    const part = node.inputs.slice(k, k + MOST_JOINED);
    const length = part.reduce((total, input) => total + input.shape[axis], 0);
    const shape = node.shape.map((n, d) => (d === axis ? length : n));
    groups.push(part.length === 1 ? part[0] : new Tensor(op, part, shape, node.dtype));
  }
  return new Tensor(op, groups, node.shape, node.dtype);
}
