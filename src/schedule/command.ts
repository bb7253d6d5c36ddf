import type { BufferRange } from './memory.ts';

/** One kernel of a program. */
export interface Dispatch {
  readonly label: string;
  readonly workgroups: readonly [number, number, number];
  readonly bindings: readonly PlannedBinding[];
}

/** One dispatch, complete but for the GPU objects. */
export interface Command extends Dispatch {
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  /** The kernels of a persistent kernel, which runs all of them several times in one dispatch; else none. */
  readonly phases: readonly Dispatch[];
}

export interface PlannedBinding {
  readonly name: string;
  readonly writable: boolean;
  readonly range: BufferRange;
  /** The kernel stores to it (writable alone may only mean that its buffer is written elsewhere). */
  readonly stored: boolean;
}
