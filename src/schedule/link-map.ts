import template from '../../shaders/elementwise/map.wgsl';
import { add, constant, scale, unflatten } from '../core/symbolic.ts';
import { isMixed } from './binding.ts';
import { Emitter } from './emit.ts';
import { type Context, type Kernel, NotFusable, pointsOf, VARIABLES } from './kernel.ts';
import { fold, type LinkedKernel } from './link.ts';

/** Fewer elements than this are not worth four per invocation: parallelism counts for more. */
const LONG = 1024;

/** Elements of all roots, which have the same number of them: one or four per invocation. */
export function linkMap(kernel: Kernel, context: Context): LinkedKernel {
  const { size } = pointsOf(kernel.roots[0]);
  if (kernel.roots.some((root) => pointsOf(root).size !== size))
    // Roots of different sizes.
    throw new NotFusable();
  // Phases read and write numbers one by one.
  const isScalar = context.accessors || kernel.roots.some(({ op }) => op.kind === 'scatter');
  if (size < LONG || size % 4 !== 0 || isScalar) return scalars(kernel, context);
  return vectors(kernel, context) ?? scalars(kernel, context);
}

function scalars(kernel: Kernel, context: Context): LinkedKernel {
  const emitter = new Emitter(context, kernel.roots);
  const { size } = pointsOf(kernel.roots[0]);
  const position = VARIABLES.position(size);
  const stores = kernel.roots.map((root) =>
    emitter.storePoint(root, unflatten(position, pointsOf(root).shape)),
  );
  return finish(kernel, emitter, stores, size);
}

/** Null when some memory would have to be bound both as vectors and as scalars. */
function vectors(kernel: Kernel, context: Context): LinkedKernel | null {
  const emitter = new Emitter(context, kernel.roots, { vectors: true });
  const quarter = kernel.roots[0].size / 4;
  const position = VARIABLES.position(quarter);
  const stores = kernel.roots.map((root) => {
    const values = [0, 1, 2, 3].map((lane) => {
      const element = add(scale(position, 4), constant(lane));
      return emitter.value(root, unflatten(element, root.shape));
    });
    return emitter.storeVector(root, position, values);
  });
  return isMixed([...emitter.bindings.values()], context) ? null : finish(kernel, emitter, stores, quarter);
}

function finish(
  kernel: Kernel,
  emitter: Emitter,
  stores: readonly string[],
  invocations: number,
): LinkedKernel {
  return {
    kernel,
    template,
    variant: 'map',
    hooks: { body: [...emitter.block.lines, ...stores].join('\n') },
    functions: emitter.functions,
    operations: emitter.operations,
    bindings: [...emitter.bindings.values()],
    constants: { SIZE: invocations },
    workgroups: fold(Math.ceil(invocations / 64)),
    invocations: { count: invocations, work: emitter.operations.size },
    reads: emitter.reads,
    writes: emitter.writes,
  };
}
