import { add, constant, divide, flatten, type Sym, scale, unflatten, variable } from '../core/symbolic.ts';
import type { Tensor } from '../graph/tensor.ts';
import { behindViews, isHalf } from '../ops/half.ts';
import { isMixed } from './binding.ts';
import type { Value } from './blocks.ts';
import type { ChooseOptions } from './choices.ts';
import { chooseMatmul } from './choose-matmul.ts';
import { Emitter } from './emit.ts';
import { type Context, type Kernel, matmulDomain, matmulOp, NotFusable, reindex } from './kernel.ts';
import type { LinkedKernel } from './link.ts';
import { workgroupsOf } from './matmul-variants.ts';
import { type Operand, tileFunction } from './operand.ts';

/**
 * A matrix product, with whatever is done to its operands as they are loaded and to its results
 * before they are stored. A second anchor may be the sum of the right operand over k (the
 * derivative of a bias): one more row of results.
 */
export function linkMatmul(kernel: Kernel, context: Context, options: ChooseOptions): LinkedKernel {
  const linked = link(kernel, context, options, true);
  return isMixed(linked.bindings, context) ? link(kernel, context, options, false) : linked;
}

/** @param vectors four neighbours at a time, wherever they lie next to one another */
function link(kernel: Kernel, context: Context, options: ChooseOptions, vectors: boolean): LinkedKernel {
  const [product, columnSum] = kernel.anchors;
  const domain = matmulDomain(product);
  const { batch, m, n, k } = domain;
  const emitter = new Emitter(context, [...kernel.anchors, ...kernel.roots], { vectors });
  const batchIndex = (): Sym[] => unflatten(variable('batch', batch), product.shape.slice(0, -2));
  const { transposeA, transposeB } = matmulOp(product);
  const { variant } = chooseMatmul(domain, options);
  const withSums = columnSum !== undefined;
  const [left, right] = product.inputs;
  const a: Operand = { node: left, transposed: transposeA, outer: 'm', inner: 'k', rows: m, columns: k };
  const b: Operand = { node: right, transposed: transposeB, outer: 'k', inner: 'n', rows: k, columns: n };
  const inHalves = product.inputs.every((operand) => isHalf(behindViews(operand)));
  emitter.operations.add('matmul');
  return {
    kernel,
    template: variant.template,
    variant: `matmul ${m}x${k}x${n}${batch > 1 ? ` batch ${batch}` : ''}${withSums ? ' + column sums' : ''} in ${variant.name}`,
    hooks: {
      tile_vector: `alias TileVector = ${inHalves ? 'vec4<f16>' : 'vec4f'};`,
      store_row: storeFunction(kernel, emitter, batchIndex, m),
      load_a_tile: tileFunction('load_a_tile', a, emitter, batchIndex),
      load_b_tile: tileFunction('load_b_tile', b, emitter, batchIndex),
      ...(withSums ? variant.columnSums(SUMS_ROW) : {}),
    },
    functions: emitter.functions,
    operations: emitter.operations,
    bindings: [...emitter.bindings.values()],
    constants: { M: m, N: n, K: k, ...variant.constants },
    workgroups: workgroupsOf(variant, domain),
    invocations: null,
    reads: emitter.reads,
    writes: emitter.writes,
  };
}

/** Where the sums of columns go in place of a row of results: tiles end before it, wherever the matrix ends. */
const SUMS_ROW = 0xffffffff;

/** `fn store_row(batch, m, n, row: vec4f)`: four neighbouring results and what is made of them. */
function storeFunction(kernel: Kernel, emitter: Emitter, batchIndex: () => Sym[], m: number): string {
  const [product, columnSum] = kernel.anchors;
  const n = product.shape[product.rank - 1];
  const sumRoots = kernel.roots.filter((root) => columnSum !== undefined && root.size === n);
  const productRoots = kernel.roots.filter((root) => !sumRoots.includes(root));
  const body = emitter.isolated(() => {
    if (columnSum) {
      const lines = emitter.isolated(() => storeLanes(sumRoots, columnSum, (column) => [column], emitter));
      emitter.block.lines.push(`if (m == ${SUMS_ROW}u) {`, ...lines, 'return;', '}');
    }
    emitter.block.lines.push(`if (m >= ${m}u) { return; }`);
    const row = variable('m', m);
    storeLanes(productRoots, product, (column) => [...batchIndex(), row, column], emitter);
  });
  return `fn store_row(batch: u32, m: u32, n: u32, row: vec4f) {\n${body.join('\n')}\n}`;
}

type IndexAt = (column: Sym) => readonly Sym[];

/** With a multiple of four columns a tile ends where its row ends: no guards, and four are one vector. */
function storeLanes(roots: readonly Tensor[], anchor: Tensor, indexAt: IndexAt, emitter: Emitter): void {
  // Not one element per result.
  if (roots.some((root) => root.size !== anchor.size)) throw new NotFusable();
  const columns = anchor.shape[anchor.rank - 1];
  const store = columns % 4 === 0 && emitter.vectors ? storeVectors : storeScalars;
  store(roots, anchor, indexAt, emitter);
}

function storeVectors(roots: readonly Tensor[], anchor: Tensor, indexAt: IndexAt, emitter: Emitter): void {
  const columns = anchor.shape[anchor.rank - 1];
  emitter.block.lines.push(`if (n >= ${columns}u) { return; }`);
  const corner = scale(variable('(n / 4u)', columns / 4), 4);
  const lanes = [0, 1, 2, 3].map((lane) => {
    const index = indexAt(add(corner, constant(lane)));
    return results(roots, anchor, index, lane, emitter);
  });
  const quarter = divide(flatten(indexAt(corner), anchor.shape), 4);
  const stores = roots.map((root, k) =>
    emitter.storeVector(
      root,
      quarter,
      lanes.map((values) => values[k]),
    ),
  );
  emitter.block.lines.push(...stores);
}

function storeScalars(roots: readonly Tensor[], anchor: Tensor, indexAt: IndexAt, emitter: Emitter): void {
  const columns = anchor.shape[anchor.rank - 1];
  for (const lane of [0, 1, 2, 3]) {
    const lines = emitter.nested([], true, () => {
      const index = indexAt(variable(`(n + ${lane}u)`, columns));
      const values = results(roots, anchor, index, lane, emitter);
      const offset = flatten(index, anchor.shape);
      emitter.block.lines.push(...roots.map((root, k) => emitter.store(root, offset, values[k])));
    });
    emitter.block.lines.push(`if (n + ${lane}u < ${columns}u) {`, ...lines, '}');
  }
}

/** What becomes of result `row[lane]`, one value per root. */
function results(
  roots: readonly Tensor[],
  anchor: Tensor,
  index: readonly Sym[],
  lane: number,
  emitter: Emitter,
): Value[] {
  const value = { text: `row.${'xyzw'[lane]}`, variables: new Set(['batch', 'm', 'n']) };
  emitter.registers.set(anchor, new Map([[flatten(index, anchor.shape).text, value]]));
  return roots.map((root) => emitter.value(root, reindex(index, anchor.shape, root.shape)));
}
