import * as gl from '../../src/index.ts';
import { compileScript } from './script.ts';
import { canTime, timeDispatches } from './timestamps.ts';

export interface Shown {
  /** Name, dtype and shape. */
  readonly title: string;
  readonly text: string;
}

export interface Kernel {
  readonly label: string;
  /** Workgroups, what is read, what is written. */
  readonly places: string;
  readonly wgsl: string;
  /** On the GPU; null where that cannot be known. */
  readonly milliseconds: number | null;
}

export interface Program {
  readonly buffers: readonly string[];
  readonly kernels: readonly Kernel[];
  /** Of the first run: tracing, planning, compiling, running, reading back. */
  readonly firstMilliseconds: number;
  /** Of a later run, reading back included. */
  readonly milliseconds: number;
}

export interface Outcome {
  readonly results: readonly Shown[];
  readonly graphs: readonly Shown[];
  /** Null when there is nothing to trace. */
  readonly program: Program | null;
}

type Tensors = Readonly<Record<string, gl.Tensor>>;

/** Runs what somebody typed, and finds out all there is to show about it. Throws what the code throws. */
export async function runCode(code: string, device: GPUDevice): Promise<Outcome> {
  const script = compileScript(code);
  const value = await script.run(gl);
  if (typeof value === 'function') {
    if (value.length === 0) return traced(() => value(), device);
    throw new Error('This is a function that waits for arguments. Return one that takes none: () => f(x).');
  }
  const tensors = tensorsIn(value);
  if (Object.keys(tensors).length === 0) {
    return { results: [{ title: typeof value, text: plainText(value) }], graphs: [], program: null };
  }
  if (!script.isAsync) return traced(() => script.run(gl), device);
  return { graphs: graphsOf(tensors), results: await formatted(tensors), program: null };
}

async function traced(work: () => unknown, device: GPUDevice): Promise<Outcome> {
  let graphs: Shown[] = [];
  const program = gl.jit(() => {
    const tensors = tensorsIn(work());
    graphs = graphsOf(tensors);
    return tensors;
  });
  const [results, firstMilliseconds] = await timed(() => formatted(program()));
  const read = () => Promise.all(Object.values(program()).map((tensor) => tensor.data()));
  const [, milliseconds] = await timed(read);
  const times = canTime(device) ? await timeDispatches(device, read) : [];
  const { buffers, kernels } = parsePrinted(await program.print({ wgsl: true }), times);
  return { results, graphs, program: { buffers, kernels, firstMilliseconds, milliseconds } };
}

async function timed<T>(work: () => Promise<T>): Promise<[value: T, milliseconds: number]> {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}

/** Buffers come first, a line each; then two lines per kernel, with its code below. */
function parsePrinted(text: string, times: readonly number[]): Pick<Program, 'buffers' | 'kernels'> {
  const parts = text.split(/\n(?=\S)/);
  const buffers = parts.filter((part) => /^buffer \d+: /.test(part));
  const dispatches = parts.slice(buffers.length).filter(Boolean);
  const kernels = dispatches.map((part, k): Kernel => {
    const [label, places, ...wgsl] = part.split('\n');
    return {
      label,
      places: places.trim(),
      wgsl: wgsl.map((line) => line.slice(4)).join('\n'),
      // Anything else on the GPU in the meantime, and nobody knows whose times these are.
      milliseconds: times.length === dispatches.length ? times[k] : null,
    };
  });
  return { buffers, kernels };
}

/** The tensors in arrays and records, by the path to them. */
function tensorsIn(value: unknown, path = ''): Tensors {
  if (value instanceof gl.Tensor) return { [path]: value };
  if (typeof value !== 'object' || value === null) return {};
  const isArray = Array.isArray(value);
  const named = (key: string) => (isArray ? `${path}[${key}]` : path ? `${path}.${key}` : key);
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => tensorsIn(inner, named(key))));
}

const titleOf = (path: string, tensor: gl.Tensor): string =>
  `${path} ${tensor.dtype}[${tensor.shape.join(', ')}]`.trim();

const formatted = (tensors: Tensors): Promise<Shown[]> =>
  Promise.all(
    Object.entries(tensors).map(async ([path, tensor]) => ({
      title: titleOf(path, tensor),
      text: await gl.format(tensor),
    })),
  );

const graphsOf = (tensors: Tensors): Shown[] =>
  Object.entries(tensors).map(([path, tensor]) => ({
    title: titleOf(path, tensor),
    text: gl.graphOf(tensor),
  }));

function plainText(value: unknown): string {
  if (value === undefined) return 'Nothing. End with an expression, or return something.';
  if (ArrayBuffer.isView(value)) return String(value).replaceAll(',', ', ');
  if (Array.isArray(value)) return JSON.stringify(value);
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
