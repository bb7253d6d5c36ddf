import type { Program } from '../gpu/program.ts';
import { runAndRead } from '../gpu/read-variables.ts';
import type { Dataset } from './dataset.ts';
import { compile } from './fit-session.ts';
import { Readout } from './readout.ts';
import { RowsOnGpu } from './rows-on-gpu.ts';
import { trainStep } from './step.ts';
import { Totals } from './totals.ts';
import type { TrainingState } from './training-state.ts';
import type { Logs } from './types.ts';

/** One training step at a time, with a batch from the CPU; compiled once for its shapes. */
export class TrainBatch {
  readonly #state: TrainingState;
  readonly #rows: RowsOnGpu;
  readonly #totals: Totals;
  readonly #readout: Readout;
  #program: Promise<Program> | null = null;

  /** @param sample a batch like those to come */
  constructor(state: TrainingState, sample: Dataset) {
    this.#state = state;
    this.#rows = new RowsOnGpu('batch', sample.rows, sample);
    this.#totals = new Totals('batch', state, this.#rows);
    this.#readout = new Readout('batch', state.recipe);
  }

  async run(batch: Dataset): Promise<Logs> {
    this.#program ??= compile('train on batch', () => {
      this.#readout.assign(this.#totals.results(trainStep(this.#state, this.#rows.all)));
    });
    const program = await this.#program;
    this.#state.writeLearningRate();
    this.#rows.write(batch);
    this.#state.stepsMade++;
    return this.#readout.logs(await runAndRead([{ program, times: 1 }], this.#readout.variables));
  }

  dispose(): void {
    this.#rows.dispose();
    this.#totals.dispose();
    this.#readout.dispose();
  }
}
