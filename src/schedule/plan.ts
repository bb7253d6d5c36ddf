import type { Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import type { Variable } from '../graph/variable.ts';
import type { Command, Dispatch } from './command.ts';
import { fetchCode } from './fetch-code.ts';
import { type FuseOptions, fuse } from './fuse.ts';
import { type LinkedKernel, linkText, modulesOf } from './link.ts';
import { type Lowered, lower } from './lower.ts';
import { type BufferRange, type MemoryPlan, type OwnBuffer, planMemory, writableBindings } from './memory.ts';
import { linkPersistent, type PersistentKernel } from './persistent.ts';
import { isTiny, type PersistentOptions } from './tiny.ts';

/** A program as a flat list of commands that needs no more decisions. */
export interface Plan {
  readonly commands: readonly Command[];
  readonly buffers: readonly OwnBuffer[];
  readonly outputs: readonly { readonly tensor: Tensor; readonly range: BufferRange }[];
  readonly assigned: readonly Variable[];
  /** Values from outside, other than variables: uploaded data, computed tensors, arguments. */
  readonly externals: readonly Tensor[];
}

export interface PlanOptions extends FuseOptions {
  /** The program will run often: where it is tiny, it becomes one kernel. Default null: never. */
  readonly persistent?: PersistentOptions | null;
}

/** From traced function to program: lower, fuse, place in memory, write the WGSL. */
export function plan(traced: Traced, options: PlanOptions): Plan {
  const work = planning(traced, options);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * The same in pieces of a few milliseconds, between which the page can breathe. It yields a promise where code
 * has to be loaded before it can go on.
 */
export function* planning(traced: Traced, options: PlanOptions): Generator<Promise<void> | void, Plan> {
  const { software, persistent } = options;
  if (persistent && isTiny(traced, software)) {
    const phases = yield* scheduled(traced, { ...options, phases: true });
    const linked = linkPersistent(phases.kernels, phases.memory, persistent, software);
    if (linked) return finish(phases, [persistentCommand(linked, phases)], linked.buffers);
  }
  const parts = yield* scheduled(traced, options);
  return finish(
    parts,
    parts.kernels.map((linked) => commandOf(linked, parts.memory)),
  );
}

/** Kernels in their order, and where their values are. */
interface Scheduled {
  readonly kernels: readonly LinkedKernel[];
  readonly memory: MemoryPlan;
  readonly lowered: Lowered;
}

function* scheduled(traced: Traced, options: FuseOptions): Generator<Promise<void> | void, Scheduled> {
  const lowered = lower(traced, options);
  yield;
  const fused = yield* fuse(lowered, options);
  const kernels = fused.kernels.filter(({ kernel }) => kernel.roots.some((root) => root.size > 0));
  const modules = new Set(kernels.flatMap((kernel) => [...modulesOf(kernel)]));
  const missing = [...modules].filter(({ code }) => code === '');
  if (missing.length > 0) yield fetchCode(missing);
  return { kernels, memory: planMemory(fused, lowered.outputs), lowered };
}

function dispatchOf(linked: LinkedKernel, memory: MemoryPlan): Dispatch {
  const isWritable = writableBindings(linked.bindings, memory);
  return {
    label: `${linked.variant}: ${[...linked.operations].join(' + ') || 'copy'}`,
    workgroups: linked.workgroups,
    bindings: linked.bindings.map((binding) => ({
      name: binding.name,
      writable: isWritable(binding),
      stored: binding.written,
      range: memory.place(binding.node),
    })),
  };
}

function commandOf(linked: LinkedKernel, memory: MemoryPlan): Command {
  return {
    ...dispatchOf(linked, memory),
    code: linkText(linked, writableBindings(linked.bindings, memory)),
    constants: linked.constants,
    phases: [],
  };
}

function persistentCommand(
  { code, constants, bindings }: PersistentKernel,
  { kernels, memory }: Scheduled,
): Command {
  const phases = kernels.map((kernel) => dispatchOf(kernel, memory));
  const label = `persistent kernel of ${phases.length} phases`;
  return { label, workgroups: [1, 1, 1], bindings, code, constants, phases };
}

function finish(
  { memory, lowered }: Scheduled,
  commands: readonly Command[],
  buffers: readonly OwnBuffer[] = memory.buffers,
): Plan {
  const ranges = commands.flatMap(({ bindings }) => bindings.map(({ range }) => range.buffer));
  const externals = new Set(ranges.flatMap((buffer) => (buffer.kind === 'tensor' ? [buffer.tensor] : [])));
  return {
    commands,
    buffers,
    outputs: lowered.outputs.map((tensor) => ({ tensor, range: memory.place(tensor) })),
    assigned: lowered.assigns.map(({ variable }) => variable),
    externals: [...externals],
  };
}

/** Bytes of the program's own buffers. */
export const ownBytes = ({ buffers }: Plan): number =>
  buffers.reduce((total, { bytes, space }) => total + (space === 'storage' ? bytes : 0), 0);
