import { NonFiniteLossError } from '../core/errors.ts';
import { settled } from '../eager/execute.ts';
import type { Program } from '../gpu/program.ts';
import { runAndRead } from '../gpu/read-variables.ts';
import { runtime } from '../gpu/runtime.ts';
import { writeVariable } from '../gpu/write.ts';
import { finalizeWeights } from '../optimizers/step.ts';
import type { CallbackList } from './callback-list.ts';
import type { Run } from './feed.ts';
import type { EpochPrograms, FitPrograms, FitSession } from './fit-session.ts';
import type { History } from './history.ts';
import { later } from './load-later.ts';
import { Observer } from './observer.ts';
import type { TrainingState } from './training-state.ts';
import type { TrainedModel } from './types.ts';

/** Milliseconds between two looks at what the GPU has got. */
const LOOK_INTERVAL = 100;
/** Steps after which the weights of short epochs are remembered. */
const KEEP_INTERVAL = 64;
/** What a step of validation costs, in training steps per row: it has no backward pass. */
const TEST_WEIGHT = 0.5;

export interface FitRequest {
  readonly model: TrainedModel;
  readonly state: TrainingState;
  readonly session: FitSession;
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly seed: number;
  readonly verbose: number;
  readonly callbacks: CallbackList;
  readonly signal: AbortSignal | null;
  readonly onNonFinite: 'throw' | 'continue';
}

/** Trains. The programs are compiled; from here on the CPU only says how often to run them. */
export async function runFit(request: FitRequest): Promise<History> {
  const { model, session, seed, initialEpoch, callbacks } = request;
  const programs = await session.programs();
  for (const [variable, value] of session.ledger.startValues(seed, initialEpoch))
    writeVariable(variable, value);
  const loop = new FitLoop(request, programs);
  callbacks.setModel(model);
  const { optimizer } = request.state;
  optimizer.isFollowed = true;
  try {
    await callbacks.call('onTrainBegin');
    await loop.run();
    finalizeWeights(optimizer);
    await settled();
  } finally {
    optimizer.isFollowed = false;
    await runtime.drained(0);
  }
  const { history } = loop.observer;
  await callbacks.call('onTrainEnd', history.lastLogs());
  return history;
}

/** The loop over epochs: collects commands, and submits them when they are worth a submit. */
class FitLoop {
  readonly observer: Observer;
  readonly #request: FitRequest;
  readonly #programs: FitPrograms;
  readonly #software: boolean;
  readonly #synchronous: boolean;
  /** Somebody wants to know of every batch. */
  readonly #batchwise: boolean;
  #commands: { program: Program; times: number; longest: number }[] = [];
  /** Steps among the commands, and how many of them make a submit. */
  #collected = 0;
  #budget: number;
  #lastCompletion = performance.now();
  #submits: { steps: number; time: number }[] = [];
  #sinceKept = 0;
  #badLossTold = false;
  readonly #firstStep: number;

  constructor(request: FitRequest, programs: FitPrograms) {
    this.#request = request;
    this.#programs = programs;
    this.#firstStep = request.state.stepsMade;
    this.observer = new Observer(request);
    this.#software = runtime.opened().info.software;
    this.#budget = request.session.pace.budget(this.#software);
    const { callbacks } = request;
    this.#synchronous = callbacks.has('onEpochEnd');
    this.#batchwise = callbacks.has('onBatchBegin') || callbacks.has('onBatchEnd');
  }

  async run(): Promise<void> {
    const { model, initialEpoch, epochs, callbacks } = this.#request;
    const { history } = this.observer;
    this.#keep(Number.POSITIVE_INFINITY);
    for (let epoch = initialEpoch; epoch < epochs && !model.stopTraining; epoch++) {
      if (callbacks.has('onEpochBegin')) {
        await this.#flush();
        await callbacks.call('onEpochBegin', epoch);
      }
      if (this.observer.ringIsFull) await this.#settle();
      if (this.#collected >= this.#budget) await this.#flush();
      if (model.stopTraining) break;
      if (!(await this.#epoch(epoch))) break;
      if (!this.#synchronous) continue;
      await this.#settle();
      const logs = history.lastLogs();
      await callbacks.call('onEpochEnd', epoch, logs);
      history.amend(logs);
    }
    await this.#settle();
  }

  /** @returns whether there was one: batches that somebody yields may come to an end */
  async #epoch(number: number): Promise<boolean> {
    const { epoch } = this.#programs;
    if ('begin' in epoch) await this.#steps(epoch, number);
    else await this.#repeat(epoch, 1, 1, true);
    const { step } = this.observer;
    if (step === 0) {
      console.warn(
        `model.fit: the batches came to an end after ${number - this.#request.initialEpoch} epochs. Pass a function that starts them again, or fewer epochs.`,
      );
      return false;
    }
    this.observer.closeEpoch();
    this.#keep(step);
    return true;
  }

  /** All commands of an epoch, in order. */
  async #steps({ begin, end }: EpochPrograms, epoch: number): Promise<void> {
    const { session } = this.#request;
    const { feed, validation } = session;
    this.#add(begin, 1, 0);
    for await (const run of feed.runs()) {
      if (this.#stopping) break;
      await this.#load(run, epoch);
      await this.#repeat(await session.step(run.rows), run.steps, 1, true);
      // While the GPU works on these, the next ones are gathered.
      if (run.load) await this.#flush();
    }
    if (this.observer.step === 0) return;
    for await (const run of validation?.runs() ?? []) {
      await this.#load(run, epoch);
      const weight = (TEST_WEIGHT * run.rows) / feed.batchSize;
      await this.#repeat(await session.test(run.rows), run.steps, weight, false);
    }
    this.#add(end, 1, 0);
  }

  /** Asked to stop, and the epoch has a step whose figures can close it. */
  get #stopping(): boolean {
    return this.observer.step > 0 && this.#request.model.stopTraining;
  }

  #advance(steps: number): void {
    this.#request.state.stepsMade += steps;
    this.observer.advance(steps);
  }

  /** Streamed data: what was submitted still needs the rows of the window before. */
  async #load(run: Run, epoch: number): Promise<void> {
    if (!run.load) return;
    await this.#flush();
    await run.load(epoch, this.#request.seed);
  }

  #add(program: Program, times: number, weight: number): void {
    const last = this.#commands[this.#commands.length - 1];
    if (last?.program === program) last.times += times;
    else this.#commands.push({ program, times, longest: this.#request.session.pace.longest });
    this.#collected += times * weight;
  }

  /**
   * Adds `times` runs of a program that costs as much as `weight` training steps, and submits
   * whenever enough has come together (but not before there is more: what costs next to nothing
   * shall join the steps before it). A stop leaves out the other training steps; the epoch is
   * still closed with what it has, as in Keras.
   */
  async #repeat(program: Program, times: number, weight: number, training: boolean): Promise<void> {
    if (training && this.#batchwise) return this.#batches(program, times);
    let left = times;
    while (left > 0 && !(training && this.#stopping)) {
      if (this.#collected >= this.#budget) {
        await this.#flush();
        continue;
      }
      const now = Math.min(left, Math.max(1, Math.ceil((this.#budget - this.#collected) / weight)));
      this.#add(program, now, weight);
      if (training) this.#advance(now);
      left -= now;
    }
  }

  /** One submit per batch: what a callback does to weights or learning rate counts from the next one on. */
  async #batches(program: Program, times: number): Promise<void> {
    const { callbacks, session } = this.#request;
    const { batchLogs } = await later();
    for (let k = 0; k < times && !this.#stopping; k++) {
      const batch = this.observer.step;
      await callbacks.call('onBatchBegin', batch);
      this.#add(program, 1, 1);
      this.#advance(1);
      await this.#flush();
      await callbacks.call('onBatchEnd', batch, batchLogs(session.ledger, this.#programs.epoch));
    }
  }

  /** Remembers the weights, in short epochs only every now and then: it costs a few dispatches. */
  #keep(steps: number): void {
    if (this.#request.onNonFinite === 'continue') return;
    this.#sinceKept += steps;
    if (this.#sinceKept < KEEP_INTERVAL) return;
    this.#sinceKept = 0;
    this.#add(this.#programs.keep, 1, 0);
  }

  /** Submits, and waits while two submits are unfinished. */
  async #flush(): Promise<void> {
    this.#submit(this.observer.isDue(LOOK_INTERVAL));
    await this.#wait(1);
    await this.#recover();
    this.#request.signal?.throwIfAborted();
  }

  /** Waits for everything and reads the results. */
  async #settle(): Promise<void> {
    // A look that is on its way ends first, so that the last one can share the last submit.
    await this.observer.looked();
    const look = this.#commands.length > 0;
    this.#submit(look);
    await this.#wait(0);
    await (look ? this.observer.looked() : this.observer.lookNow());
    await this.#recover();
    this.#request.signal?.throwIfAborted();
  }

  #submit(look: boolean): void {
    if (this.#commands.length === 0) return;
    const { state, session } = this.#request;
    state.writeLearningRate();
    this.#submits.push({ steps: this.#collected, time: performance.now() });
    if (look) {
      const { epoch } = this.#programs;
      if ('peek' in epoch && this.observer.step > 0) this.#add(epoch.peek, 1, 0);
      this.observer.look(runAndRead(this.#commands, session.ledger.variables));
    } else {
      runtime.run(this.#commands);
    }
    this.#commands = [];
    this.#collected = 0;
    this.#budget = session.pace.budget(this.#software);
  }

  /** Waits until at most `inFlight` submits are unfinished, and learns from the time that it took. */
  async #wait(inFlight: number): Promise<void> {
    await runtime.drained(inFlight);
    const now = performance.now();
    const finished = this.#submits.splice(0, Math.max(0, this.#submits.length - inFlight));
    if (finished.length > 0) {
      const since = Math.max(this.#lastCompletion, finished[0].time);
      const steps = finished.reduce((sum, submit) => sum + submit.steps, 0);
      this.#request.session.pace.record(steps, now - since);
      this.#lastCompletion = now;
    }
  }

  /** After a bad loss: the last good weights come back, and `fit` ends with an error, unless a callback decides. */
  async #recover(): Promise<void> {
    this.observer.rethrow();
    const { badStep } = this.observer;
    const { onNonFinite, session, state, initialEpoch, callbacks } = this.#request;
    if (badStep < 0 || this.#badLossTold) return;
    const { steps } = session.feed;
    const done = badStep - this.#firstStep;
    const where = { epoch: initialEpoch + Math.floor(done / steps), batch: done % steps };
    if (onNonFinite === 'continue' || callbacks.has('onNonFiniteLoss')) {
      this.#badLossTold = true;
      await callbacks.call('onNonFiniteLoss', where);
      return;
    }
    await runtime.drained(0);
    runtime.run([{ program: this.#programs.restore, times: 1 }]);
    await state.countSteps();
    throw new NonFiniteLossError(
      `model.fit: the loss became NaN or infinite in epoch ${where.epoch + 1}, step ${where.batch + 1} ` +
        `(both counted from 1), with learning rate ${state.recipe.optimizer.learningRate}. ` +
        'Training has stopped and the last good weights are back. Try a learning rate ten times smaller, ' +
        "scale the inputs to about -1 to 1, or pass onNonFinite: 'continue' to go on regardless.",
    );
  }
}
