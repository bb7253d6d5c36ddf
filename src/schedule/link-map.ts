import template from '../../shaders/elementwise/map.wgsl';
import { unflatten } from '../core/symbolic.ts';
import { Emitter } from './emit.ts';
import { type Context, type Kernel, NotFusable, VARIABLES } from './kernel.ts';
import { fold, type LinkedKernel } from './link.ts';

/** One invocation per element; all roots have the same number of elements. */
export function linkMap(kernel: Kernel, context: Context): LinkedKernel {
  const { size } = kernel.roots[0];
  const emitter = new Emitter(context, kernel.roots);
  const position = VARIABLES.position(size);
  const stores: string[] = [];
  for (const root of kernel.roots) {
    if (root.size !== size) throw new NotFusable('roots of different sizes');
    const value = emitter.value(root, unflatten(position, root.shape));
    stores.push(emitter.store(root, position, value));
  }
  return {
    kernel,
    template,
    variant: 'map',
    hooks: { body: [...emitter.block.lines, ...stores].join('\n') },
    functions: emitter.functions,
    operations: emitter.operations,
    bindings: [...emitter.bindings.values()],
    constants: { SIZE: size },
    workgroups: fold(Math.ceil(size / 64)),
    reads: emitter.reads,
    writes: emitter.writes,
  };
}
