import type { Callback, Logs, Progress } from '../model/types.ts';

export interface ProgressBarOptions {
  /** A page's element that gets a bar and a line of text. Default: the terminal, or else the console. */
  readonly element?: HTMLElement;
  /** Gets the text instead: a bar that redraws itself with '\r', one line per epoch. */
  readonly write?: (text: string) => void;
}

/** What this needs of Node's `process`, where there is one. */
interface Terminal {
  readonly stdout?: { readonly isTTY?: boolean; write(text: string): void };
}

const WIDTH = 20;

/**
 * Shows how far `fit` is, with the time left and the running figures, about ten times a second and
 * without making training wait: a bar in a terminal, a `<progress>` in a page, else a line per epoch.
 */
export function progressBar({ element, write }: ProgressBarOptions = {}): Callback {
  if (element) return inElement(element);
  const { stdout } = (globalThis as { process?: Terminal }).process ?? {};
  const redraw = write ?? (stdout?.isTTY ? (text: string) => stdout.write(text) : null);
  return redraw ? inTerminal(redraw) : inConsole();
}

function inTerminal(write: (text: string) => void): Callback {
  let last = '';
  const draw = (line: string, end = ''): void => {
    write(`\r${line.padEnd(last.length)}${end}`);
    last = end ? '' : line;
  };
  let epoch = -1;
  return {
    onTrainBegin: () => {
      epoch = -1;
      last = '';
    },
    onProgress: (progress) => {
      // The line of the epoch before stays above.
      if (last && progress.epoch !== epoch) draw(last, '\n');
      epoch = progress.epoch;
      // How many batches an iterator has is not known in its first epoch.
      const done = Math.round(WIDTH * Math.min(progress.step / progress.stepsPerEpoch, 1));
      draw(`${'━'.repeat(done)}${'─'.repeat(WIDTH - done)} ${describe(progress)}`);
    },
    onTrainEnd: () => {
      if (last) draw(last, '\n');
    },
  };
}

function inConsole(): Callback {
  let epoch = -1;
  return {
    onTrainBegin: () => {
      epoch = -1;
    },
    onProgress: (progress) => {
      if (progress.epoch === epoch || progress.step < progress.stepsPerEpoch) return;
      epoch = progress.epoch;
      console.info(describe(progress));
    },
  };
}

function inElement(element: HTMLElement): Callback {
  const bar = document.createElement('progress');
  const text = document.createElement('span');
  return {
    onTrainBegin: () => element.replaceChildren(bar, ' ', text),
    onProgress: (progress) => {
      bar.max = progress.stepsTotal;
      bar.value = progress.stepsDone;
      text.textContent = describe(progress);
    },
  };
}

/** `Epoch 2/5, step 30/94, 1.25 ms/step, 12 s left, loss 0.4321` */
function describe(progress: Progress): string {
  const { epoch, epochs, step, stepsPerEpoch, millisecondsPerStep, secondsLeft, logs } = progress;
  return [
    `Epoch ${epoch + 1}/${epochs}`,
    `step ${step}/${stepsPerEpoch}`,
    `${millisecondsPerStep.toPrecision(3)} ms/step`,
    `${Math.ceil(secondsLeft)} s left`,
    ...figures(logs),
  ].join(', ');
}

const figures = (logs: Logs): string[] =>
  Object.entries(logs).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
