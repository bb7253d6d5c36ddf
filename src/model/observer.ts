import { readVariables } from '../gpu/read-variables.ts';
import type { FitRequest } from './fit.ts';
import { History } from './history.ts';
import type { Logs, Progress } from './types.ts';

/** Where training has got to. */
interface Position {
  /** Epochs of this call that are complete (or were stopped), and steps of the one after them. */
  readonly epochs: number;
  readonly step: number;
  /** Steps of the last epoch that was closed, and of all of this call. */
  readonly lastSteps: number;
  readonly done: number;
}

/** Reads results back while training goes on, and tells whoever wants to know. */
export class Observer {
  readonly history: History;
  /** The first step, counted from the model's first, whose loss was not finite; -1 while there is none. */
  badStep = -1;
  readonly #request: FitRequest;
  readonly #start = performance.now();
  /** Steps known to be done when the clock for the time per step was started. */
  #clock: { steps: number; time: number } | null = null;
  #position: Position = { epochs: 0, step: 0, lastSteps: 0, done: 0 };
  #pending: Promise<void> | null = null;
  #lookedAt = performance.now();
  /** Epochs whose figures a pending or finished read has asked for. */
  #asked = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(request: FitRequest) {
    this.#request = request;
    const { session, epochs, verbose } = request;
    this.history = new History(session.ledger.names, { epochs, steps: session.feed.steps, verbose });
  }

  /** Steps of the present epoch among the commands. */
  get step(): number {
    return this.#position.step;
  }

  /** An epoch's commands are complete. */
  closeEpoch(): void {
    const { epochs, step, done } = this.#position;
    this.#position = { epochs: epochs + 1, step: 0, lastSteps: step, done };
  }

  /** So many steps of the present epoch joined the commands. */
  advance(steps: number): void {
    const { step, done } = this.#position;
    this.#position = { ...this.#position, step: step + steps, done: done + steps };
  }

  /** Whether the next submit should be followed by a look. */
  isDue(interval: number): boolean {
    if (this.#pending) return false;
    const unseen = this.#position.epochs - this.#asked;
    return performance.now() - this.#lookedAt >= interval || unseen >= this.#request.session.ledger.slots / 4;
  }

  /** True when another epoch would overwrite figures that nobody has read. */
  get ringIsFull(): boolean {
    return this.#position.epochs - this.history.epoch.length >= this.#request.session.ledger.slots;
  }

  /** Takes in results that are on their way from the GPU; nobody waits for them. */
  look(values: Promise<readonly ArrayLike<number>[]>): void {
    this.#lookedAt = performance.now();
    this.#pending = this.#read(values).then(
      () => {
        this.#pending = null;
      },
      (error: unknown) => {
        this.#pending = null;
        this.#failure ??= { error };
      },
    );
  }

  /** Resolves when what was on its way is in the history. */
  async looked(): Promise<void> {
    await this.#pending;
  }

  /** The results of everything submitted so far are in the history when this resolves. */
  async lookNow(): Promise<void> {
    await this.#pending;
    this.look(readVariables(this.#request.session.ledger.variables));
    await this.#pending;
  }

  /** An error of a callback (or of the GPU) that came while nobody was waiting. */
  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async #read(values: Promise<readonly ArrayLike<number>[]>): Promise<void> {
    const position = this.#position;
    this.#asked = position.epochs;
    const page = this.#request.session.ledger.parse(await values);
    this.badStep = page.badStep;
    for (let index = this.history.epoch.length; index < page.epochs; index++)
      this.#enter(index, page.figures(index));
    const running = position.step > 0 ? page.running : this.history.lastLogs();
    this.#report(position, running);
  }

  #enter(index: number, logs: Logs): void {
    const { initialEpoch, epochs, verbose } = this.#request;
    this.history.append(initialEpoch + index, logs);
    if (verbose === 0) return;
    const figures = Object.entries(logs).map(([name, value]) => `${name}: ${value.toPrecision(4)}`);
    console.info(`Epoch ${initialEpoch + index + 1}/${epochs} - ${figures.join(' - ')}`);
  }

  #report({ epochs: finished, step, lastSteps, done: stepsDone }: Position, logs: Logs): void {
    const { session, epochs, initialEpoch, callbacks } = this.#request;
    if (!callbacks.has('onProgress')) return;
    const stepsPerEpoch = session.feed.steps;
    const stepsTotal = (epochs - initialEpoch) * stepsPerEpoch;
    const millisecondsPerStep = this.#millisecondsPerStep(stepsDone);
    // Between two epochs the last one is shown complete rather than the next one empty.
    const complete = step === 0 && finished > 0;
    const progress: Progress = {
      epoch: initialEpoch + finished - (complete ? 1 : 0),
      epochs,
      step: complete ? lastSteps : step,
      stepsPerEpoch,
      stepsDone,
      stepsTotal,
      millisecondsPerStep,
      secondsLeft: ((stepsTotal - stepsDone) * millisecondsPerStep) / 1000,
      logs,
      history: this.history.history,
    };
    callbacks.progress(progress);
  }

  /** Wall-clock time per step, validation included, without the start-up before the first look. */
  #millisecondsPerStep(stepsDone: number): number {
    const now = performance.now();
    if (!this.#clock || stepsDone === this.#clock.steps) {
      this.#clock ??= { steps: stepsDone, time: now };
      return (now - this.#start) / Math.max(stepsDone, 1);
    }
    return (now - this.#clock.time) / (stepsDone - this.#clock.steps);
  }
}
