import { topologicalOrder } from './order.ts';
import type { Tensor } from './tensor.ts';
import { Variable } from './variable.ts';

/** The graph below the roots as text: one operation a line, numbered in order. */
export function printGraph(roots: readonly Tensor[]): string {
  const names = new Map<Tensor, string>();
  const lines: string[] = [];
  for (const node of topologicalOrder(roots)) {
    if (node.op.kind === 'leaf' && node.op.source.type === 'literal') {
      names.set(node, String(node.op.source.value));
      continue;
    }
    const name = `%${lines.length}`;
    names.set(node, name);
    lines.push(`${name} = ${node.dtype}[${node.shape.join(', ')}] ${describe(node, names)}`);
  }
  lines.push(`return ${roots.map((root) => names.get(root)).join(', ')}`);
  return lines.join('\n');
}

function describe({ op, inputs, storage }: Tensor, names: ReadonlyMap<Tensor, string>): string {
  if (op.kind !== 'leaf') {
    // What a value in memory was computed from is no part of the graph any more.
    if (storage) return 'computed';
    const name = op.attributes ? `${op.name}{${op.attributes}}` : op.name;
    return inputs.length > 0 ? `${name}(${inputs.map((input) => names.get(input)).join(', ')})` : name;
  }
  const { source } = op;
  if (source.type === 'variable')
    return source.variable instanceof Variable ? `read ${source.variable.name}` : 'read';
  if (source.type === 'iota') return `iota{axis ${source.axis}}`;
  if (source.type === 'argument') return `argument ${source.position}`;
  return source.type;
}
