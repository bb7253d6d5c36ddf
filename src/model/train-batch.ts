import { bothSpellings } from '../core/names.ts';
import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import type { Dataset } from './dataset.ts';
import { compile, figureNames } from './fit-session.ts';
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
  readonly #names: readonly string[];
  readonly #results: readonly Variable[];
  #program: Promise<Program> | null = null;

  /** @param sample a batch like those to come */
  constructor(state: TrainingState, sample: Dataset) {
    this.#state = state;
    this.#rows = new RowsOnGpu('batch', sample.rows, sample);
    this.#totals = new Totals('batch', state, this.#rows);
    this.#names = figureNames(state.recipe);
    const results = this.#names.map((name) => ({ name: `batch/${name}`, shape: [] }));
    this.#results = packVariables('batch results', results).parts;
  }

  async run(batch: Dataset): Promise<Logs> {
    this.#program ??= compile('train on batch', () => {
      const figures = this.#totals.results(trainStep(this.#state, this.#rows.all));
      for (const [k, result] of this.#results.entries()) result.assign(figures[k]);
    });
    const program = await this.#program;
    this.#state.writeLearningRate();
    this.#rows.write(batch);
    this.#state.iterationsMade++;
    const values = await runtime.runAndRead([{ program, times: 1 }], this.#results);
    return bothSpellings(Object.fromEntries(this.#names.map((name, k) => [name, values[k][0]])));
  }

  dispose(): void {
    this.#rows.dispose();
    this.#totals.dispose();
    this.#results[0].arena.storage?.dispose();
  }
}
