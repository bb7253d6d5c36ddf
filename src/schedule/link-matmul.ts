import registers from '../../shaders/matmul/registers.wgsl';
import workgroup from '../../shaders/matmul/workgroup.wgsl';
import { flatten, type Sym, unflatten, variable } from '../core/symbolic.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Emitter } from './emit.ts';
import { type Context, type Kernel, matmulDomain, matmulOp, NotFusable, reindex } from './kernel.ts';
import type { LinkedKernel } from './link.ts';
import { loadElement, type Operand, tileFunction } from './operand.ts';

/** Which matmul kernel suits the adapter. The one place to decide, and to measure later. */
export function chooseMatmul(software: boolean): 'registers' | 'workgroup' {
  return software ? 'registers' : 'workgroup';
}

/**
 * A matrix product, with whatever is done to its operands as they are loaded and to its results
 * before they are stored. A second anchor may be the sum of the right operand over k (the
 * derivative of a bias): it is one more row of results, for a row of ones in A.
 */
export function linkMatmul(kernel: Kernel, context: Context, software: boolean): LinkedKernel {
  const [product, columnSum] = kernel.anchors;
  const { batch, m, n, k } = matmulDomain(product);
  const emitter = new Emitter(context, [...kernel.anchors, ...kernel.roots]);
  const batchIndex = (): Sym[] => unflatten(variable('batch', batch), product.shape.slice(0, -2));
  const { transposeA, transposeB } = matmulOp(product);
  const onesRow = columnSum !== undefined;
  const a: Operand = { node: product.inputs[0], transposed: transposeA, outer: 'm', inner: 'k', rows: m, columns: k, onesRow };
  const b: Operand = { node: product.inputs[1], transposed: transposeB, outer: 'k', inner: 'n', rows: k, columns: n, onesRow: false };
  emitter.operations.add('matmul');
  const store = storeFunction(kernel, emitter, batchIndex, m);
  const variant = chooseMatmul(software);
  const hooks: Record<string, string> =
    variant === 'registers'
      ? {
          load_a_tile: tileFunction('load_a_tile', a, emitter, batchIndex),
          load_b_tile: tileFunction('load_b_tile', b, emitter, batchIndex),
          store,
        }
      : {
          load_a: loadElement('load_a', a, emitter, batchIndex),
          load_b: loadElement('load_b', b, emitter, batchIndex),
          store,
        };
  const rows = onesRow ? m + 1 : m;
  const workgroups: [number, number, number] =
    variant === 'registers'
      ? [Math.ceil(n / 32), Math.ceil(rows / 16), batch]
      : [Math.ceil(n / 32), Math.ceil(rows / 32), batch];
  return {
    kernel,
    template: variant === 'registers' ? registers : workgroup,
    variant: `matmul-${variant} ${m}x${k}x${n}${batch > 1 ? ` batch ${batch}` : ''}${onesRow ? ' + column sums' : ''}`,
    hooks,
    functions: emitter.functions,
    operations: emitter.operations,
    bindings: [...emitter.bindings.values()],
    constants: { M: rows, N: n, K: k },
    workgroups,
    reads: emitter.reads,
    writes: emitter.writes,
  };
}

function storeFunction(kernel: Kernel, emitter: Emitter, batchIndex: () => Sym[], m: number): string {
  const [product, columnSum] = kernel.anchors;
  const n = product.shape[product.rank - 1];
  const column = variable('n', n);
  const sumRoots = kernel.roots.filter((root) => columnSum !== undefined && root.size === n);
  const productRoots = kernel.roots.filter((root) => !sumRoots.includes(root));
  const body = emitter.isolated(() => {
    if (columnSum) {
      emitter.registers.set(columnSum, register(columnSum, [column], ['n']));
      const lines = emitter.isolated(() => storeRoots(sumRoots, [column], [n], emitter));
      emitter.block.lines.push(`if (m == ${m}u) {`, ...lines, 'return;', '}');
    }
    const index = [...batchIndex(), variable('m', m), column];
    emitter.registers.set(product, register(product, index, ['batch', 'm', 'n']));
    storeRoots(productRoots, index, product.shape, emitter);
  });
  return `fn store(batch: u32, m: u32, n: u32, value: f32) {\n${body.join('\n')}\n}`;
}

const register = (node: Tensor, index: readonly Sym[], names: readonly string[]) => ({
  value: { text: 'value', variables: new Set(names) },
  index: flatten(index, node.shape).text,
});

function storeRoots(roots: readonly Tensor[], index: readonly Sym[], shape: readonly number[], emitter: Emitter): void {
  const offset = flatten(index, shape);
  const size = shape.reduce((product, length) => product * length, 1);
  const stores = roots.map((root) => {
    if (root.size !== size) throw new NotFusable('not one element per result');
    const value = emitter.value(root, reindex(index, shape, root.shape));
    return emitter.store(root, offset, value);
  });
  emitter.block.lines.push(...stores);
}
