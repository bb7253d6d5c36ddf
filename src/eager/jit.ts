import { ArgumentError } from '../core/errors.ts';
import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { GpuStorage } from '../gpu/storage.ts';
import type { TensorLike } from '../graph/methods.ts';
import { leaf, Tensor } from '../graph/tensor.ts';
import { isTracing, type Traced, trace } from '../graph/trace.ts';
import { currentValue, type Variable } from '../graph/variable.ts';
import { convert } from '../ops/convert.ts';
import type { PrintOptions } from '../schedule/print.ts';
import { capture } from './capture.ts';
import { enqueueRun, keepLiveRead, realize } from './execute.ts';

type Result = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>> | undefined;

/** A function planned for one combination of argument shapes. */
interface Compiled {
  readonly program: Promise<Program>;
  /** What each argument of the program is: argument k of the call, or a tensor that the function mentions. */
  readonly sources: readonly (number | Tensor)[];
  readonly outputs: readonly Tensor[];
  readonly assigned: readonly Variable[];
  /** Puts result tensors back into the form that the function returned. */
  readonly restore: (tensors: readonly Tensor[]) => Result;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement has this type
export type Jitted<Arguments extends readonly TensorLike[], R extends Result | void> = ((
  ...args: Arguments
) => R) & {
  /** The program for the shapes of the last call, as text; with `wgsl: true`, the WGSL of its kernels too. */
  print(options?: PrintOptions): Promise<string>;
};

/**
 * Plans a function of tensors once for each combination of argument shapes and replays the plan
 * from then on. Variables that it assigns are updated in place on the GPU. The function itself
 * runs only while it is traced: JavaScript side effects happen once per shape. Numbers among
 * the arguments are data; numbers in its body are constants.
 *
 * @param fn takes tensors (or numbers, arrays), returns a tensor, an array or record of tensors, or nothing
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement has this type
export function jit<Arguments extends readonly TensorLike[], R extends Result | void>(
  fn: (...args: { [K in keyof Arguments]: Tensor }) => R,
): Jitted<Arguments, R> {
  const compiled = new Map<string, Compiled>();
  let last: Compiled | null = null;
  const call = (...args: Arguments): R => {
    const inputs = args.map((arg) => convert(arg));
    // Inside another trace there is one program already: this becomes part of it.
    if (isTracing()) return fn(...(inputs as { [K in keyof Arguments]: Tensor }));
    const shapes = inputs.map(({ shape, dtype }) => `${dtype} [${shape}]`).join();
    const key = `device ${runtime.generation}: ${shapes}`;
    const ready = compiled.get(key) ?? compile(fn as (...args: Tensor[]) => Result, inputs);
    compiled.set(key, ready);
    last = ready;
    return run(ready, inputs) as R;
  };
  const print = async (options?: PrintOptions): Promise<string> => {
    if (!last)
      throw new ArgumentError('jit: print() shows the program of the last call; call the function first.');
    const { plan } = await last.program;
    const { printPlan } = await import('../schedule/print.ts');
    return printPlan(plan, options);
  };
  return Object.assign(call, { print });
}

function compile(fn: (...args: Tensor[]) => Result, inputs: readonly Tensor[]): Compiled {
  const placeholders = inputs.map(
    ({ shape, dtype }, position) =>
      new Tensor(leaf('argument', { type: 'argument', position }), [], shape, dtype),
  );
  // Whatever existed before the trace is data to it, not work to do again in every run.
  const firstId = new Tensor(leaf('data', { type: 'data' }), [], [], 'float32').id;
  let restore: Compiled['restore'] = () => undefined;
  const traced: Traced = trace(() => {
    const { tensors, restore: rebuild } = flattenResult(fn(...placeholders));
    restore = rebuild;
    return tensors;
  });
  const isArgument = (tensor: Tensor): boolean =>
    placeholders.includes(tensor) || isOlderWork(tensor, firstId);
  const captured = capture(traced, { isArgument, literals: 'text' });
  const sources = captured.sources.map((source) => {
    const position = placeholders.indexOf(source);
    return position < 0 ? source : position;
  });
  realize(sources.filter((source) => source instanceof Tensor));
  const program = runtime.compile(captured.traced, fn.name || 'jit', {
    args: captured.args,
    repeated: 'one by one',
  });
  // A failure reaches whoever awaits the results, through the task that needs the program.
  program.catch(() => {});
  return {
    program,
    sources,
    outputs: captured.traced.outputs,
    assigned: [...traced.assigns.keys()],
    restore,
  };
}

const isOlderWork = ({ id, op }: Tensor, firstId: number): boolean => id < firstId && op.kind !== 'leaf';

function run({ program, sources, outputs, assigned, restore }: Compiled, inputs: readonly Tensor[]): Result {
  // Arguments that are variables or unfinished work get a value of their own first.
  const values = inputs.map(currentValue);
  realize(values);
  for (const variable of assigned) keepLiveRead(variable);
  const results = outputs.map((output) => {
    const tensor = new Tensor(leaf('data', { type: 'data' }), [], output.shape, output.dtype);
    tensor.storage = new GpuStorage(output.size);
    return tensor;
  });
  const given = sources.map((source) => (typeof source === 'number' ? values[source] : source));
  enqueueRun(
    () => program,
    given,
    results.map((result) => result.storage as GpuStorage),
  );
  return restore(results);
}

// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement has this type
function flattenResult(result: Result | void): { tensors: readonly Tensor[]; restore: Compiled['restore'] } {
  if (result === undefined) return { tensors: [], restore: () => undefined };
  if (result instanceof Tensor) return { tensors: [result], restore: ([only]) => only };
  if (Array.isArray(result)) return { tensors: result, restore: (tensors) => tensors };
  if (
    typeof result !== 'object' ||
    result === null ||
    !Object.values(result).every((value) => value instanceof Tensor)
  ) {
    throw new ArgumentError(
      'jit: the function must return a tensor, an array or a record of tensors, or nothing.',
    );
  }
  const names = Object.keys(result);
  const restore: Compiled['restore'] = (tensors) =>
    Object.fromEntries(names.map((name, k) => [name, tensors[k]]));
  return { tensors: Object.values(result as Record<string, Tensor>), restore };
}
