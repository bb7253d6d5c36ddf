import type { Callback, TrainedModel } from '../../../src/index.ts';
import { create, nextTask } from '../dom.ts';
import { say, type Text } from '../language.ts';
import { createProgress, durationText } from '../progress.ts';
import { runCell, Stopped } from './cell.ts';
import { createCellEditor } from './cell-editor.ts';

const texts = {
  run: { en: 'Run', ko: '실행' },
  stop: { en: 'Stop', ko: '정지' },
  reset: { en: 'Reset', ko: '되돌리기' },
  waiting: { en: 'Looking for the GPU …', ko: 'GPU를 찾는 중 …' },
  ready: { en: 'Ready.', ko: '준비되었습니다.' },
  running: { en: 'Running …', ko: '실행 중 …' },
  stopping: { en: 'Stopping …', ko: '멈추는 중 …' },
  failed: { en: 'Stopped by an error.', ko: '오류로 멈췄습니다.' },
  impossible: { en: 'Cannot run here.', ko: '이 환경에서는 실행할 수 없습니다.' },
} satisfies Record<string, Text>;

const ended = (stopped: boolean, seconds: number): Text => ({
  en: `${stopped ? 'Stopped' : 'Done'} after ${durationText(seconds).en}.`,
  ko: `${durationText(seconds).ko} 만에 ${stopped ? '멈췄습니다' : '끝났습니다'}.`,
});

/** What the page may hand to the code of a run. */
export interface CellRun {
  readonly stopped: boolean;
  /** For `fit`: moves the bar and the figures, and ends training when Stop is pressed. */
  readonly callback: Callback;
  /** For loops: moves the bar to a share of 1 and lets the page draw. Throws, to end the cell, after Stop. */
  step(share: number): Promise<void>;
}

export interface CellOptions {
  /** The text of a file in cells/. */
  readonly file: string;
  /** What must not change while the code runs. */
  readonly settings?: readonly { disabled: boolean }[];
  /** What the code of a run is given beside `gl`. */
  provide(run: CellRun): Readonly<Record<string, unknown>>;
}

/** Code that readers can change and run, in two parts that a page may put where it likes. */
export interface Cell {
  /** Run, Stop, Reset and the progress. */
  readonly controls: HTMLElement;
  /** The code, and below it what went wrong. */
  readonly editor: HTMLElement;
  /** Runs the code; while it runs, asks for another run after this one. Nothing before `enable`. */
  start(): void;
  /** There is a GPU. */
  enable(): void;
  /** There is none, and there will be none. */
  giveUp(): void;
}

type State = 'waiting' | 'ready' | 'running' | 'stopping' | 'impossible';

export function createCell({ file, settings = [], provide }: CellOptions): Cell {
  const button = (words: Text, className = '') => say(create('button', { type: 'button', className }), words);
  const [run, stop, reset] = [button(texts.run, 'primary'), button(texts.stop), button(texts.reset)];
  const progress = createProgress();
  const editor = createCellEditor(
    file,
    () => start(),
    () => enter(state),
  );

  let state: State = 'waiting';
  let model: TrainedModel | null = null;
  let isAsked = false;
  const isStopping = () => state === 'stopping';
  const enter = (next: State) => {
    state = next;
    const busy = state === 'running' || state === 'stopping';
    for (const control of settings) control.disabled = busy || state === 'impossible';
    run.disabled = state !== 'ready';
    stop.disabled = state !== 'running';
    reset.disabled = busy || !editor.isEdited;
    // A disabled button cannot keep the focus of somebody at a keyboard.
    if (document.activeElement?.matches(':disabled')) (run.disabled ? stop : run).focus();
  };
  const cellRun: CellRun = {
    get stopped() {
      return isStopping();
    },
    callback: {
      setModel: (trained) => {
        model = trained;
        if (isStopping()) trained.stopTraining = true;
      },
      onProgress: (report) => {
        if (!isStopping()) progress.show(report);
      },
    },
    step: async (share) => {
      progress.move(share);
      await nextTask();
      if (isStopping()) throw new Stopped();
    },
  };
  const once = async () => {
    enter('running');
    editor.clear();
    progress.say(texts.running);
    progress.move(null);
    const begun = performance.now();
    try {
      await runCell(editor.code, provide(cellRun));
    } catch (error) {
      if (!(error instanceof Stopped)) {
        progress.say(texts.failed);
        return editor.fail(error);
      }
    } finally {
      model = null;
      progress.move(isStopping() ? 0 : 1);
    }
    progress.say(ended(isStopping(), (performance.now() - begun) / 1000));
  };
  const start = async () => {
    isAsked = state === 'running';
    if (state !== 'ready') return;
    do {
      isAsked = false;
      await once();
    } while (isAsked && !isStopping());
    enter('ready');
  };
  run.addEventListener('click', start);
  stop.addEventListener('click', () => {
    enter('stopping');
    if (model) model.stopTraining = true;
    progress.say(texts.stopping);
    progress.move(null);
  });
  reset.addEventListener('click', () => {
    editor.reset();
    enter(state);
  });
  progress.say(texts.waiting);
  enter('waiting');
  return {
    controls: create(
      'div',
      { className: 'stack run' },
      create('div', { className: 'buttons' }, run, stop, reset),
      progress.element,
    ),
    editor: editor.element,
    start,
    enable: () => {
      progress.say(texts.ready);
      enter('ready');
    },
    giveUp: () => {
      progress.say(texts.impossible);
      enter('impossible');
    },
  };
}
