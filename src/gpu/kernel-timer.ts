import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { leaf, Tensor } from '../graph/tensor.ts';
import { type Traced, trace } from '../graph/trace.ts';
import type { Choices } from '../schedule/choices.ts';
import type { Program, ProgramHost } from './program.ts';
import type { CompileOptions, CopiedRange, Repeat } from './runtime.ts';
import { GpuStorage, tensorPlace } from './storage.ts';

/** What measuring needs of the runtime. */
export interface TimerHost {
  opened(): ProgramHost;
  compile(traced: Traced, label: string, options: CompileOptions): Promise<Program>;
  run(repeats: readonly Repeat[]): void;
  drained(): Promise<void>;
  readBuffers(sources: readonly CopiedRange[]): Promise<ArrayBuffer[]>;
}

/** Milliseconds that a measurement lasts at least: far more than a timer's quantum or the way to the GPU. */
const LONG_ENOUGH = 12;
const MOST_TIMES = 4096;
const REPEATS = 3;
/** What takes so many times as long as another the first time is not timed again. */
const SLOW = 2;
/** Elements of operands that differ; then they repeat. */
const PERIOD = 1 << 16;
/** Elements of results that are compared, and how far apart they may be, as a share of the largest. */
const COMPARED = 1 << 14;
const TOLERANCE = 1e-3;

/** One result, to be computed by several kernels, of operands of its own. */
export class KernelTimer {
  readonly #host: TimerHost;
  readonly #operands: readonly Tensor[];
  readonly #compute: (...operands: readonly Tensor[]) => Tensor;

  constructor(
    host: TimerHost,
    shapes: readonly (readonly number[])[],
    compute: (...operands: readonly Tensor[]) => Tensor,
  ) {
    this.#host = host;
    this.#operands = shapes.map(
      (shape) => new Tensor(leaf('operand', { type: 'data' }), [], shape, 'float32'),
    );
    this.#compute = compute;
  }

  /** Of the operands and the result. */
  get bytes(): number {
    const { outputs } = this.#traced();
    return [...this.#operands, ...outputs].reduce((sum, { size }) => sum + size * BYTES_PER_ELEMENT, 0);
  }

  /** Milliseconds of one run, for each choice; infinite for those that are out of the question, or wrong. */
  async times(choices: readonly Choices[]): Promise<number[]> {
    this.#fill();
    const programs = await Promise.all(
      choices.map((each) => this.#host.compile(this.#traced(), 'tuning', { choices: each })),
    );
    try {
      const times: number[] = [];
      let first: Float32Array | null = null;
      for (const program of programs) {
        // The first run waits for what drivers put off until then.
        await this.#elapsed(program, 1);
        const result = await this.#result(program);
        first ??= result;
        const isRight = agree(result, first);
        times.push(isRight ? await this.#time(program, SLOW * Math.min(...times)) : Number.POSITIVE_INFINITY);
      }
      return times;
    } finally {
      for (const program of programs) program.dispose();
    }
  }

  async #time(program: Program, limit: number): Promise<number> {
    let times = 1;
    let best = await this.#elapsed(program, times);
    while (best < LONG_ENOUGH && times < MOST_TIMES) {
      times = Math.min(times * Math.min(Math.ceil((1.5 * LONG_ENOUGH) / best), 16), MOST_TIMES);
      best = await this.#elapsed(program, times);
    }
    if (best / times > limit) return Number.POSITIVE_INFINITY;
    for (let k = 1; k < REPEATS; k++) best = Math.min(best, await this.#elapsed(program, times));
    return best / times;
  }

  dispose(): void {
    for (const { storage } of this.#operands) storage?.dispose();
  }

  #traced(): Traced {
    return trace(() => [this.#compute(...this.#operands)]);
  }

  async #elapsed(program: Program, times: number): Promise<number> {
    const begin = performance.now();
    this.#host.run([{ program, times }]);
    await this.#host.drained();
    return performance.now() - begin;
  }

  async #result(program: Program): Promise<Float32Array> {
    const { size } = program.plan.outputs[0].tensor;
    const bytes = Math.min(size, COMPARED) * BYTES_PER_ELEMENT;
    const [words] = await this.#host.readBuffers([{ ...program.result(0), bytes }]);
    return new Float32Array(words);
  }

  /** Gives the operands values, which the CPU need not have all of. */
  #fill(): void {
    const { info, pool } = this.#host.opened();
    const values = Float32Array.from({ length: PERIOD }, (_, k) => Math.imul(k, 0x9e3779b1) / 2 ** 31);
    const period = new Tensor(leaf('values', { type: 'data' }), [], [PERIOD], 'float32', values);
    const source = tensorPlace(info.device, pool, period);
    const encoder = info.device.createCommandEncoder();
    for (const operand of this.#operands) {
      if (operand.storage) continue;
      const storage = new GpuStorage(operand.size);
      const { buffer, offset, bytes } = storage.allocate(pool);
      operand.storage = storage;
      for (let end = 0; end < bytes; end += source.bytes)
        encoder.copyBufferToBuffer(
          source.buffer,
          source.offset,
          buffer,
          offset + end,
          Math.min(bytes - end, source.bytes),
        );
    }
    info.device.queue.submit([encoder.finish()]);
    period.storage?.dispose();
  }
}

function agree(a: Float32Array, b: Float32Array): boolean {
  const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return a.every((value, k) => Math.abs(value - b[k]) <= TOLERANCE * largest);
}
