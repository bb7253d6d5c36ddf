import type { Program } from '../gpu/program.ts';
import { runAndRead } from '../gpu/read-variables.ts';
import { type Repeat, runtime } from '../gpu/runtime.ts';
import { literal } from '../graph/tensor.ts';
import type { Feed } from './feed.ts';
import { compile, remembered } from './fit-session.ts';
import { Pace } from './pace.ts';
import { Readout } from './readout.ts';
import { testStep } from './step.ts';
import { Totals } from './totals.ts';
import type { TrainingState } from './training-state.ts';
import type { Logs } from './types.ts';

interface EvaluatePrograms {
  readonly begin: Program;
  readonly end: Program;
}

/** Loss and metrics over a data set; compiled once for given shapes. */
export class EvaluateSession {
  readonly feed: Feed;
  readonly #tests = new Map<number, Promise<Program>>();
  readonly #state: TrainingState;
  readonly #totals: Totals;
  readonly #readout: Readout;
  readonly #pace = new Pace();
  #programs: Promise<EvaluatePrograms> | null = null;

  constructor(state: TrainingState, feed: Feed) {
    this.#state = state;
    this.feed = feed;
    this.#totals = new Totals('evaluation', state, feed);
    this.#readout = new Readout('evaluation', state.recipe);
  }

  async run(): Promise<Logs> {
    this.#programs ??= this.#compile();
    const { begin, end } = await this.#programs;
    // What goes along with the next steps, in one submit.
    let before: readonly Repeat[] = [{ program: begin, times: 1 }];
    for await (const run of this.feed.runs()) {
      await run.load?.(0, 0);
      await this.#repeat(await this.#test(run.rows), run.steps, before);
      before = [];
    }
    const last = [...before, { program: end, times: 1 }];
    return this.#readout.logs(await runAndRead(last, this.#readout.variables));
  }

  dispose(): void {
    this.feed.dispose();
    this.#totals.dispose();
    this.#readout.dispose();
  }

  async #repeat(program: Program, steps: number, before: readonly Repeat[]): Promise<void> {
    for (let left = steps; left > 0; ) {
      const times = Math.min(left, this.#pace.budget(runtime.opened().info.software));
      const start = performance.now();
      runtime.run([...(left === steps ? before : []), { program, times, longest: this.#pace.longest }]);
      left -= times;
      await runtime.drained(0);
      this.#pace.record(times, performance.now() - start);
    }
  }

  async #compile(): Promise<EvaluatePrograms> {
    const nothing = literal(0, 'int32');
    const [begin, end] = await Promise.all([
      compile('evaluation begin', () => {
        this.#totals.reset();
        this.feed.rewind({ seed: nothing, epoch: nothing });
      }),
      compile('evaluation end', () => this.#readout.assign(this.#totals.results())),
      ...this.feed.sizes.map((rows) => this.#test(rows)),
    ]);
    return { begin, end };
  }

  /** Forward, loss and metrics of a batch of so many rows. */
  #test(rows: number): Promise<Program> {
    const record = (): void => this.#totals.add(testStep(this.#state, this.feed.next(rows)));
    return remembered(this.#tests, rows, () => compile('evaluation step', record));
  }
}
