import type { Progress } from '../../src/index.ts';
import { byId } from './dom.ts';
import { createProgress } from './progress.ts';
import type { Status } from './status.ts';

/** What a run of training tells the page, and is told by it. */
export interface TrainingRun {
  /** The stop button has been pressed. */
  readonly stopped: boolean;
  /** Called when it is. */
  onStop: () => void;
  /** Moves the bar and the figures below it. */
  show(progress: Progress): void;
  /** Work of unknown length: the bar runs to and fro. */
  wait(text: string): void;
}

export interface Training {
  /** Starts a run, unless one is going on or training is impossible here. */
  start(): void;
  /** What the page is waiting for before training is possible. */
  wait(text: string): void;
  /** Lets the start button be pressed. */
  enable(): void;
  /** Training will not be possible: there is no data, or no WebGPU. */
  giveUp(): void;
}

/**
 * What every demo that trains has: the buttons `start` and `stop`, and the bar and the figures of `progress`.
 * `run` trains a model and resolves to the closing words; what it throws is shown by `status`.
 *
 * @param settings what must not change while training goes on
 */
export function createTraining(
  status: Status,
  settings: readonly { disabled: boolean }[],
  run: (run: TrainingRun) => Promise<string>,
): Training {
  const start = byId('start', HTMLButtonElement);
  const stop = byId('stop', HTMLButtonElement);
  const bar = createProgress();
  byId('progress', HTMLElement).replaceWith(bar.element);
  bar.element.id = 'progress';

  let enabled = false;
  let hopeless = false;
  let share = 0;
  let current: (TrainingRun & { stopped: boolean }) | null = null;
  const setButtons = () => {
    for (const control of settings) control.disabled = hopeless || current !== null;
    start.disabled = !enabled || current !== null;
    stop.disabled = current === null || current.stopped;
    // A disabled button cannot keep the focus of somebody at a keyboard.
    if (document.activeElement?.matches(':disabled')) (start.disabled ? stop : start).focus();
  };
  const wait = (text: string) => {
    bar.say(text);
    bar.move(null);
  };
  const show = (progress: Progress) => {
    if (current?.stopped) return;
    bar.show(progress);
    bar.say('Training …');
    share = progress.stepsDone / progress.stepsTotal;
  };
  const begin = async () => {
    if (start.disabled) return;
    current = { stopped: false, onStop: () => {}, show, wait };
    setButtons();
    status.clear();
    share = 0;
    wait('Compiling for this adapter …');
    try {
      bar.say(await run(current));
    } catch (error) {
      bar.say('Stopped by an error.');
      status.error(error);
    } finally {
      bar.move(share);
      current = null;
      setButtons();
    }
  };
  start.addEventListener('click', begin);
  stop.addEventListener('click', () => {
    if (!current) return;
    current.stopped = true;
    current.onStop();
    wait('Stopping …');
    setButtons();
  });
  return {
    start: begin,
    wait,
    enable: () => {
      enabled = true;
      bar.say('Ready.');
      bar.move(0);
      setButtons();
    },
    giveUp: () => {
      hopeless = true;
      bar.say('');
      bar.move(0);
      setButtons();
    },
  };
}
