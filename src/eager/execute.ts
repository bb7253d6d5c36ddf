import { BYTES_PER_ELEMENT, fromWords, type TypedArray } from '../core/dtype.ts';
import { StateError } from '../core/errors.ts';
import { sizeOf } from '../core/shape.ts';
import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { GpuStorage } from '../gpu/storage.ts';
import { setExecutor } from '../graph/executor.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { type Captured, capture } from './capture.ts';

/** Work in the order in which it was asked for, encoded into as few submits as possible. */
interface Task {
  /** Resolves when the task can be encoded. */
  readonly prepare: () => Promise<unknown>;
  readonly encode: (encoder: GPUCommandEncoder) => void;
  /** Storages that will hold nothing if the task fails. */
  readonly results: readonly GpuStorage[];
}

const tasks: Task[] = [];
let working: Promise<void> | null = null;

/** Tasks per submit: enough to hide the cost of submitting, few enough to start early. */
const BATCH = 64;
const SUBMITS_IN_FLIGHT = 2;

function enqueue(task: Task): void {
  tasks.push(task);
  working ??= work();
}

/** Waits until everything that was asked for has been submitted. */
export async function settled(): Promise<void> {
  while (working) await working;
}

async function work(): Promise<void> {
  await Promise.resolve();
  while (tasks.length > 0) {
    const batch = tasks.splice(0, BATCH);
    const ready: Task[] = [];
    for (const task of batch) {
      try {
        await task.prepare();
        ready.push(task);
      } catch (error) {
        fail(task, error as Error);
      }
    }
    if (ready.length === 0) continue;
    try {
      await runtime.drained(SUBMITS_IN_FLIGHT - 1);
      const encoder = runtime.opened().info.device.createCommandEncoder();
      for (const task of ready) encodeTask(task, encoder);
      runtime.submit(encoder);
    } catch (error) {
      for (const task of ready) fail(task, error as Error);
    }
  }
  // At once, not when the promise settles: a task queued in between would wait forever.
  working = null;
}

function encodeTask(task: Task, encoder: GPUCommandEncoder): void {
  try {
    task.encode(encoder);
  } catch (error) {
    fail(task, error as Error);
  }
}

/** Whoever awaits a result gets the error; without results, whoever next awaits anything. */
function fail({ results }: Task, error: Error): void {
  for (const storage of results) storage.failure = error;
  if (results.length === 0) runtime.failures.report(error);
}

const programs = new Map<string, Promise<Program>>();
/** Programs of expressions that nobody has used for so many others are dropped. */
const PROGRAMS_KEPT = 256;

function eagerProgram({ key: structure, traced, args }: Captured): Promise<Program> {
  const key = `device ${runtime.generation}\n${structure}`;
  const program = programs.get(key) ?? runtime.compile(traced, 'eager', { args });
  // Last in the map is last used.
  programs.delete(key);
  programs.set(key, program);
  program.catch(() => programs.delete(key));
  for (const [old, dropped] of programs) {
    if (programs.size <= PROGRAMS_KEPT) break;
    programs.delete(old);
    void dropped.then(
      (unused) => unused.dispose(),
      () => {},
    );
  }
  return program;
}

/** Queues one run of a program: arguments in, results copied out into storages of their own. */
export function enqueueRun(
  program: () => Promise<Program>,
  sources: readonly Tensor[],
  results: readonly GpuStorage[],
): void {
  let made: Program | null = null;
  enqueue({
    results,
    prepare: async () => {
      made = await program();
    },
    encode: (encoder) => {
      const ready = made as Program;
      ready.setArguments(sources.map((source) => runtime.placeOf(source)));
      const pass = encoder.beginComputePass({ label: ready.label });
      ready.encode(pass, 1);
      pass.end();
      for (const [k, storage] of results.entries()) {
        const { buffer, offset } = ready.result(k);
        const place = storage.allocate(runtime.opened().pool);
        encoder.copyBufferToBuffer(buffer, offset, place.buffer, place.offset, storage.bytes);
      }
    },
  });
}

/** Saves the value of a variable for the leaf that stands for it, before a later task overwrites it. */
export function keepLiveRead(variable: Variable): void {
  for (const part of variable.parts) keepLiveRead(part);
  const live = variable.takeLiveRead();
  if (!live || live.storage) return;
  const storage = new GpuStorage(variable.size);
  live.storage = storage;
  enqueue({
    results: [storage],
    prepare: () => runtime.host(),
    encode: (encoder) => runtime.snapshot(encoder, variable, live),
  });
}

/** Queues the computation of tensors that have no value yet. */
export function realize(tensors: readonly Tensor[]): void {
  const outputs = tensors.filter((tensor) => !tensor.storage && !tensor.host);
  if (outputs.length === 0) return;
  queue(outputs, new Map());
}

function queue(outputs: readonly Tensor[], assigns: ReadonlyMap<Variable, Tensor>): void {
  const captured = capture({ outputs, assigns }, { literals: 'arguments' });
  const results = outputs.map((output) => new GpuStorage(output.size));
  for (const [k, output] of outputs.entries()) output.storage = results[k];
  enqueueRun(() => eagerProgram(captured), captured.sources, results);
}

async function data(tensor: Tensor): Promise<TypedArray> {
  if (tensor.storage?.disposed) throw new StateError('data: the tensor has been disposed.');
  if (tensor.host) return tensor.host.slice();
  const bytes = sizeOf(tensor.shape) * BYTES_PER_ELEMENT;
  realize([tensor]);
  const storage = tensor.storage as unknown as GpuStorage;
  await settled();
  if (storage.failure) throw storage.failure;
  const { buffer, offset } = runtime.placeOf(tensor);
  const [words] = await runtime.readBuffers([{ buffer, offset, bytes }]);
  return fromWords(words, tensor.dtype);
}

function assign(values: ReadonlyMap<Variable, Tensor>): void {
  for (const variable of values.keys()) keepLiveRead(variable);
  queue([], values);
}

/** Makes tensors computable: without it they can only be recorded. */
export function installExecutor(): void {
  setExecutor({ data, assign });
}
