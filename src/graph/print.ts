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
    const inputs = node.inputs.map((input) => names.get(input)).join(', ');
    lines.push(
      `${name} = ${node.dtype}[${node.shape.join(', ')}] ${describe(node)}${inputs ? `(${inputs})` : ''}`,
    );
  }
  lines.push(`return ${roots.map((root) => names.get(root)).join(', ')}`);
  return lines.join('\n');
}

function describe({ op, storage }: Tensor): string {
  if (storage && op.kind !== 'leaf') return 'computed';
  if (op.kind !== 'leaf') return op.attributes ? `${op.name}{${op.attributes}}` : op.name;
  const { source } = op;
  if (source.type === 'variable')
    return source.variable instanceof Variable ? `read ${source.variable.name}` : 'read';
  if (source.type === 'iota') return `iota{axis ${source.axis}}`;
  if (source.type === 'argument') return `argument ${source.position}`;
  return source.type;
}
