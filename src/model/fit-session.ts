import { pause } from '../core/pause.ts';
import type { Program } from '../gpu/program.ts';
import { runtime } from '../gpu/runtime.ts';
import { trace } from '../graph/trace.ts';
import { currentValue, packVariables, type Variable } from '../graph/variable.ts';
import { where } from '../ops/where.ts';
import type { Feed } from './feed.ts';
import { Ledger } from './ledger.ts';
import { Pace } from './pace.ts';
import { figureNames } from './readout.ts';
import { testStep, trainStep } from './step.ts';
import { Totals } from './totals.ts';
import type { TrainingState } from './training-state.ts';

/** The programs of a `fit`, compiled once for given shapes and reused by later calls. */
export interface FitPrograms {
  /** An epoch that is a single step needs one program only. */
  readonly epoch: Program | EpochPrograms;
  /** Remembers weights and optimizer state, if the loss was finite so far and the weights are. */
  readonly keep: Program;
  /** Puts back what `keep` remembered. */
  readonly restore: Program;
}

/** What epochs of many steps need besides the steps. */
export interface EpochPrograms {
  /** Before an epoch's first step. */
  readonly begin: Program;
  /** After an epoch. */
  readonly end: Program;
  /** Makes the figures of the epoch so far readable. */
  readonly peek: Program;
}

/** Label of the memory that `keep` writes and `restore` reads. */
export const LAST_GOOD = 'last good state';

/** What a `fit` holds on the GPU besides the model itself. */
export class FitSession {
  readonly feed: Feed;
  readonly validation: Feed | null;
  readonly ledger: Ledger;
  readonly totals: Totals;
  readonly pace = new Pace();
  readonly #state: TrainingState;
  readonly #validationTotals: Totals | null;
  readonly #backup: Variable[];
  readonly #steps = new Map<number, Promise<Program>>();
  readonly #tests = new Map<number, Promise<Program>>();
  #programs: Promise<FitPrograms> | null = null;

  /** @param slots epochs of history that stay on the GPU before the CPU must have seen them */
  constructor(state: TrainingState, feed: Feed, validation: Feed | null, slots: number) {
    this.#state = state;
    this.feed = feed;
    this.validation = validation;
    const { recipe } = state;
    const names = figureNames(recipe);
    const all = validation ? [...names, ...names.map(validationName)] : names;
    this.ledger = new Ledger(all, names.length, slots);
    this.totals = new Totals('training', state, feed);
    this.#validationTotals = validation ? new Totals('validation', state, validation) : null;
    const backup = state.variables.map(({ name, shape, dtype }) => ({
      name: `last good ${name}`,
      shape,
      dtype,
    }));
    this.#backup = packVariables(LAST_GOOD, backup).parts;
  }

  /** An epoch is one program: nothing to sum up, nothing to gather. */
  get fused(): boolean {
    return this.feed.whole && !this.validation;
  }

  programs(): Promise<FitPrograms> {
    this.#programs ??= this.#compile();
    return this.#programs;
  }

  /** All that were compiled. */
  async allPrograms(): Promise<Program[]> {
    const { epoch, keep, restore } = await this.programs();
    const ofEpoch = 'begin' in epoch ? [epoch.begin, epoch.end, epoch.peek] : [epoch];
    const ofBatches = await Promise.all([...this.#steps.values(), ...this.#tests.values()]);
    return [...ofEpoch, keep, restore, ...ofBatches];
  }

  dispose(): void {
    for (const part of [this.feed, this.validation, this.ledger, this.totals, this.#validationTotals])
      part?.dispose();
    this.#backup[0].arena.storage?.dispose();
  }

  async #compile(): Promise<FitPrograms> {
    const [epoch, keep, restore] = await Promise.all([
      this.fused ? compile('epoch of one step', () => this.recordEpoch()) : this.#compileEpoch(),
      compile('keep', () => this.recordKeep()),
      compile('restore', () => this.#restore()),
    ]);
    return { epoch, keep, restore };
  }

  async #compileEpoch(): Promise<EpochPrograms> {
    const { feed, validation } = this;
    const [begin, end, peek] = await Promise.all([
      compile('epoch begin', () => this.recordBegin()),
      compile('epoch end', () => this.recordEnd()),
      compile('running figures', () => this.ledger.peek(this.totals.results())),
      ...feed.sizes.map((rows) => this.step(rows)),
      ...(validation?.sizes ?? []).map((rows) => this.test(rows)),
    ]);
    return { begin, end, peek };
  }

  /** One training step with a batch of so many rows. */
  step(rows: number): Promise<Program> {
    const label = rows === this.feed.batchSize ? 'training step' : `training step of ${rows} rows`;
    return remembered(this.#steps, rows, () => compile(label, () => this.recordStep(rows)));
  }

  /** One step of validation with a batch of so many rows. */
  test(rows: number): Promise<Program> {
    return remembered(this.#tests, rows, () => compile('validation step', () => this.#recordTest(rows)));
  }

  recordBegin(): void {
    this.totals.reset();
    this.#validationTotals?.reset();
    this.feed.rewind(this.ledger.order);
    this.validation?.rewind(this.ledger.order);
  }

  recordStep(size: number): void {
    const { steps } = this.#state;
    const result = trainStep(this.#state, this.feed.next(size));
    this.totals.add(result);
    this.ledger.watch(result.loss, steps);
  }

  #recordTest(rows: number): void {
    const { validation } = this;
    if (validation) this.#validationTotals?.add(testStep(this.#state, validation.next(rows)));
  }

  recordEnd(): void {
    this.ledger.closeEpoch([...this.totals.results(), ...(this.#validationTotals?.results() ?? [])]);
  }

  recordEpoch(): void {
    const { steps } = this.#state;
    const result = trainStep(this.#state, this.feed.next(this.feed.batchSize));
    this.ledger.watch(result.loss, steps);
    this.ledger.closeEpoch(this.totals.results(result));
  }

  recordKeep(): void {
    const { weights, variables } = this.#state;
    const finite = weights.map((vector) => vector.isFinite().all());
    const good = finite.reduce((a, b) => a.logicalAnd(b), this.ledger.badStep.less(0));
    for (const [k, variable] of variables.entries()) {
      this.#backup[k].assign(where(good, variable, this.#backup[k]));
    }
  }

  #restore(): void {
    for (const [k, variable] of this.#state.variables.entries())
      variable.assign(currentValue(this.#backup[k]));
  }
}

/** 'loss' -> 'valLoss' */
export const validationName = (name: string): string => `val${name[0].toUpperCase()}${name.slice(1)}`;

/** The program for batches of so many rows, made when it is asked for first. */
export function remembered(
  programs: Map<number, Promise<Program>>,
  rows: number,
  make: () => Promise<Program>,
): Promise<Program> {
  const program = programs.get(rows) ?? make();
  programs.set(rows, program);
  return program;
}

/** Records what `record` does and makes a program of it, in a task of its own: the page may draw before. */
export async function compile(label: string, record: () => void): Promise<Program> {
  await pause();
  const traced = trace(() => {
    record();
    return [];
  });
  return runtime.compile(traced, label, { repeated: 'in a row' });
}
