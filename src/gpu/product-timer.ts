import { leaf, Tensor } from '../graph/tensor.ts';
import { type Traced, trace } from '../graph/trace.ts';
import { matmul } from '../ops/matmul.ts';
import type { MatmulChoice } from '../schedule/choose-matmul.ts';
import type { MatmulDomain } from '../schedule/kernel.ts';
import type { Program, ProgramHost } from './program.ts';
import type { CompileOptions, Repeat } from './runtime.ts';
import { GpuStorage } from './storage.ts';

/** What measuring needs of the runtime. */
export interface TimerHost {
  opened(): ProgramHost;
  compile(traced: Traced, label: string, options: CompileOptions): Promise<Program>;
  run(repeats: readonly Repeat[]): void;
  drained(): Promise<void>;
}

/** Milliseconds that a measurement lasts at least: far more than a timer's quantum or the way to the GPU. */
const LONG_ENOUGH = 12;
const MOST_TIMES = 4096;
const REPEATS = 3;
/** What takes so many times as long as another the first time is not timed again. */
const SLOW = 2;

/** One product, to be computed in several ways, with operands of its own. */
export class ProductTimer {
  readonly #host: TimerHost;
  readonly #domain: MatmulDomain;
  readonly #operands: readonly [Tensor, Tensor];

  constructor(host: TimerHost, domain: MatmulDomain) {
    const { batch, m, n, k, transposeA, transposeB } = domain;
    this.#host = host;
    this.#domain = domain;
    this.#operands = [
      this.#onGpu(batch, ...(transposeA ? ([k, m] as const) : ([m, k] as const))),
      this.#onGpu(batch, ...(transposeB ? ([n, k] as const) : ([k, n] as const))),
    ];
  }

  /** Milliseconds of one run, for each choice; infinite for those that are out of the question. */
  async times(choices: readonly MatmulChoice[]): Promise<number[]> {
    const [a, b] = this.#operands;
    const programs = await Promise.all(
      choices.map((choice) =>
        this.#host.compile(
          trace(() => [matmul(a, b, this.#domain)]),
          'tuning',
          { matmul: ({ batch }) => (batch === this.#domain.batch ? choice : { ...choice, parts: 1 }) },
        ),
      ),
    );
    try {
      const times: number[] = [];
      for (const program of programs) times.push(await this.#time(program, SLOW * Math.min(...times)));
      return times;
    } finally {
      for (const program of programs) program.dispose();
    }
  }

  async #time(program: Program, limit: number): Promise<number> {
    // The first run waits for what drivers put off until then.
    await this.#elapsed(program, 1);
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
    for (const operand of this.#operands) operand.dispose();
  }

  async #elapsed(program: Program, times: number): Promise<number> {
    const begin = performance.now();
    this.#host.run([{ program, times }]);
    await this.#host.drained();
    return performance.now() - begin;
  }

  /** What is in it does not matter, and need not be uploaded. */
  #onGpu(batch: number, rows: number, columns: number): Tensor {
    const shape = batch > 1 ? [batch, rows, columns] : [rows, columns];
    const operand = new Tensor(leaf('operand', { type: 'data' }), [], shape, 'float32');
    const storage = new GpuStorage(operand.size);
    storage.allocate(this.#host.opened().pool);
    operand.storage = storage;
    return operand;
  }
}
