import type { Tensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import type { Context } from './kernel.ts';

/** What the functions begin with that read and write a binding where it is a part of a buffer. */
export const LOAD = 'load_';
export const STORE = 'store_';

/** One buffer that a kernel binds. */
export interface Binding {
  /** Name in WGSL. */
  readonly name: string;
  /** The node whose value is bound. */
  readonly node: Tensor;
  /** vec4 elements instead of scalars. */
  readonly vector: boolean;
  written: boolean;
}

/** The variable whose memory holds a node: it reads the variable, or is assigned to it in place. */
export function variableOf(node: Tensor, context: Context): Variable | null {
  const source = node.op.kind === 'leaf' ? node.op.source : null;
  if (source?.type !== 'variable') return context.targets.get(node) ?? null;
  return source.variable instanceof Variable && !node.storage ? source.variable : null;
}

/**
 * Whether some memory is bound both as vectors and as numbers, which WebGPU does not allow where a kernel writes
 * to the same buffer: to activations, of which all share one, or to variables.
 */
export function isMixed(bindings: readonly Binding[], context: Context): boolean {
  const keys = bindings.map(({ node }) => memoryKey(node, context));
  return bindings.some(({ node }, k) => keys.indexOf(keys[k]) < k && !isExternal(node, context));
}

/** Data, arguments and what was computed before have buffers that programs only read. */
const isExternal = (node: Tensor, context: Context): boolean =>
  node.storage !== null || (node.op.kind === 'leaf' && variableOf(node, context) === null);

/** Two tensors with the same key are the same memory. */
export function memoryKey(node: Tensor, context: Context): string {
  const variable = variableOf(node, context);
  return variable ? `arena ${variable.arena.id}: ${variable.offset} + ${variable.size}` : `%${node.id}`;
}
