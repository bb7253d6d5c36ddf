import { sameShape, sizeOf } from '../core/shape.ts';
import { constant, flatten, type Sym, unflatten, variable } from '../core/symbolic.ts';
import type { MatmulOp, ReduceOp, ScanOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';

/**
 * One dispatch in the making: the values it stores (`roots`), and the reductions, the scan or the matrix
 * product that it is built around (`anchors`). Everything else that the roots depend on is
 * either stored by another kernel, and loaded, or computed where it is needed.
 */
export interface Kernel {
  readonly kind: 'map' | 'rows' | 'scan' | 'matmul';
  readonly anchors: readonly Tensor[];
  readonly roots: readonly Tensor[];
}

/** What planning a kernel needs to know about the rest of the program. */
export interface Context {
  /** Nodes whose value is in memory when another kernel wants it. */
  readonly stored: { has(node: Tensor): boolean };
  /** Roots that are written straight into a variable. */
  readonly targets: ReadonlyMap<Tensor, Variable>;
  /** Kernels reach memory through functions, number by number, since they are to be phases of a persistent kernel. */
  readonly accessors: boolean;
}

/** The kernel cannot be built this way; the fuser then tries something else. No Error, whose stack costs time. */
export class NotFusable {}

/** What `link` makes, or null where it cannot. */
export function ifFusable<T>(link: () => T): T | null {
  try {
    return link();
  } catch (error) {
    if (error instanceof NotFusable) return null;
    throw error;
  }
}

/** The loops of a rows kernel: `rows` results, each combined from `columns` elements. */
export interface RowsDomain {
  readonly rows: number;
  readonly columns: number;
}

/** What tells which kernel suits them. */
export interface RowsShape extends RowsDomain {
  /** The elements of a row lie next to one another, rather than the rows. */
  readonly adjacent: boolean;
}

export const reduceOp = (node: Tensor): ReduceOp => node.op as ReduceOp;
export const scanOp = (node: Tensor): ScanOp => node.op as ScanOp;
export const matmulOp = (node: Tensor): MatmulOp => node.op as MatmulOp;

export function rowsDomain(reduction: Tensor): RowsDomain {
  const { axes } = reduceOp(reduction);
  return { rows: reduction.size, columns: sizeOf(axes.map((d) => reduction.inputs[0].shape[d])) };
}

/** Index of the reduction's input at a row and a column of the loops. */
export function elementIndex(reduction: Tensor, row: Sym, column: Sym): Sym[] {
  const { axes } = reduceOp(reduction);
  const { shape } = reduction.inputs[0];
  const kept = unflatten(row, reduction.shape);
  const reduced = unflatten(
    column,
    axes.map((d) => shape[d]),
  );
  return shape.map((_, d) => (axes.includes(d) ? reduced : kept).shift() as Sym);
}

/** The same element of another shape with the same number of elements. */
export const reindex = (
  index: readonly Sym[],
  from: readonly number[],
  to: readonly number[],
): readonly Sym[] => (sameShape(from, to) ? index : unflatten(flatten(index, from), to));

export interface MatmulDomain {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export function matmulDomain(node: Tensor): MatmulDomain {
  const [m, n] = node.shape.slice(-2);
  const a = node.inputs[0].shape;
  const { transposeA, transposeB } = matmulOp(node);
  return {
    batch: sizeOf(node.shape.slice(0, -2)),
    m,
    n,
    k: transposeA ? a[a.length - 2] : a[a.length - 1],
    transposeA,
    transposeB,
  };
}

/** The tensor at whose elements a root is computed: itself, but for what is stored elsewhere. */
export const pointsOf = (root: Tensor): Tensor => (root.op.kind === 'scatter' ? root.inputs[0] : root);

/** Number of points at which a kernel evaluates its expressions. */
export function domainSize(kernel: Kernel): number {
  if (kernel.kind === 'map') return Math.max(...kernel.roots.map((root) => pointsOf(root).size));
  if (kernel.kind !== 'rows') return kernel.anchors[0].size;
  const { rows, columns } = rowsDomain(kernel.anchors[0]);
  return rows * columns;
}

export const VARIABLES = {
  /** Flat position in a map kernel. */
  position: (size: number): Sym => variable('i', size),
  row: (size: number): Sym => variable('row', size),
  column: (size: number): Sym => (size <= 1 ? constant(0) : variable('column', size)),
};
