import template from '../../shaders/reduce/rows-serial.wgsl';
import { wgslType } from '../core/dtype.ts';
import { flatten, type Sym, unflatten } from '../core/symbolic.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Emitter } from './emit.ts';
import { type Context, type Kernel, NotFusable, pointsOf, reindex, scanOp, VARIABLES } from './kernel.ts';
import { fold, type LinkedKernel } from './link.ts';

/**
 * A scan, one invocation per row: a running value that takes in element after element, and at each
 * of them whatever is made of it. Long rows arrive here in chunks (see lower.ts).
 */
export function linkScan(kernel: Kernel, context: Context): LinkedKernel {
  const [scan] = kernel.anchors;
  // Two scans.
  if (kernel.anchors.length > 1) throw new NotFusable();
  const { axis, form, step, reverse, exclusive, name } = scanOp(scan);
  const columns = scan.shape[axis];
  const rows = scan.size / Math.max(columns, 1);
  const row = VARIABLES.row(rows);
  const index = scanIndex(scan, axis, row, VARIABLES.column(columns));
  const emitter = new Emitter(context, [...kernel.anchors, ...kernel.roots]);
  emitter.operations.add(name);
  emitter.functions.add(step);
  const body = emitter.nested(['column'], false, () => {
    const { lines } = emitter.block;
    const elements = scan.inputs.map((input) => emitter.value(input, index).text);
    const advance = `running = ${emitter.call(step, ['running', ...elements])};`;
    if (exclusive) lines.push('let before = running;', advance);
    else lines.push(advance);
    const value = {
      text: exclusive ? 'before' : 'running',
      variables: new Set([...row.variables, 'column']),
    };
    emitter.registers.set(scan, new Map([[flatten(index, scan.shape).text, value]]));
    lines.push(...kernel.roots.map((root) => storeOf(emitter, root, scan, index)));
  });
  const lines = [
    ...emitter.block.lines,
    `var running: ${wgslType(scan.dtype)} = ${emitter.number(form === 'product' ? 1 : 0, scan.dtype)};`,
    `for (var k = 0u; k < ${columns}u; k++) {`,
    `let column = ${reverse ? `${columns - 1}u - k` : 'k'};`,
    ...body,
    '}',
  ];
  return {
    kernel,
    template,
    variant: 'scan',
    hooks: { body: lines.join('\n') },
    functions: emitter.functions,
    operations: emitter.operations,
    bindings: [...emitter.bindings.values()],
    constants: { ROWS: rows },
    workgroups: fold(Math.ceil(rows / 64)),
    invocations: { count: rows, work: columns * emitter.operations.size },
    reads: emitter.reads,
    writes: emitter.writes,
  };
}

function scanIndex(scan: Tensor, axis: number, row: Sym, column: Sym): Sym[] {
  const kept = unflatten(
    row,
    scan.shape.filter((_, d) => d !== axis),
  );
  return [...kept.slice(0, axis), column, ...kept.slice(axis)];
}

function storeOf(emitter: Emitter, root: Tensor, scan: Tensor, index: readonly Sym[]): string {
  const points = pointsOf(root);
  // Not an element of the scan.
  if (points.size !== scan.size) throw new NotFusable();
  return emitter.storePoint(root, reindex(index, scan.shape, points.shape));
}
