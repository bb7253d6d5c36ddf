import type { Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import type { Variable } from '../graph/variable.ts';
import { type FuseOptions, fuse } from './fuse.ts';
import { linkText } from './link.ts';
import { lower } from './lower.ts';
import { type BufferRange, type OwnBuffer, planMemory, writableBindings } from './memory.ts';

/** One dispatch, complete but for the GPU objects. */
export interface Command {
  readonly label: string;
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly workgroups: readonly [number, number, number];
  readonly bindings: readonly PlannedBinding[];
}

export interface PlannedBinding {
  readonly name: string;
  readonly writable: boolean;
  readonly range: BufferRange;
  /** The kernel stores to it (writable alone may only mean that its buffer is written elsewhere). */
  readonly stored: boolean;
}

/** A program as a flat list of commands that needs no more decisions. */
export interface Plan {
  readonly commands: readonly Command[];
  readonly buffers: readonly OwnBuffer[];
  readonly outputs: readonly { readonly tensor: Tensor; readonly range: BufferRange }[];
  readonly assigned: readonly Variable[];
  /** Values from outside, other than variables: uploaded data, computed tensors, arguments. */
  readonly externals: readonly Tensor[];
}

/** From traced function to program: lower, fuse, place in memory, write the WGSL. */
export function plan(traced: Traced, options: FuseOptions): Plan {
  const work = planning(traced, options);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The same in pieces of a few milliseconds, between which the page can breathe. */
export function* planning(traced: Traced, options: FuseOptions): Generator<void, Plan> {
  const lowered = lower(traced, options);
  yield;
  const fused = yield* fuse(lowered, options);
  const memory = planMemory(fused, lowered.outputs);
  const kernels = fused.kernels.filter(({ kernel }) => kernel.roots.some((root) => root.size > 0));
  const commands = kernels.map((linked): Command => {
    const isWritable = writableBindings(linked.bindings, memory);
    return {
      label: `${linked.variant}: ${[...linked.operations].join(' + ') || 'copy'}`,
      code: linkText(linked, isWritable),
      constants: linked.constants,
      workgroups: linked.workgroups,
      bindings: linked.bindings.map((binding) => ({
        name: binding.name,
        writable: isWritable(binding),
        stored: binding.written,
        range: memory.place(binding.node),
      })),
    };
  });
  const ranges = commands.flatMap(({ bindings }) => bindings.map(({ range }) => range.buffer));
  const externals = new Set(ranges.flatMap((buffer) => (buffer.kind === 'tensor' ? [buffer.tensor] : [])));
  return {
    commands,
    buffers: memory.buffers,
    outputs: lowered.outputs.map((tensor) => ({ tensor, range: memory.place(tensor) })),
    assigned: lowered.assigns.map(({ variable }) => variable),
    externals: [...externals],
  };
}

/** Bytes of the program's own buffers. */
export const ownBytes = ({ buffers }: Plan): number => buffers.reduce((total, { bytes }) => total + bytes, 0);
