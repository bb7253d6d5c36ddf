import type { Callback, TrainedModel } from '../../../src/index.ts';
import { create, nextTask } from '../dom.ts';
import { makeEditor } from '../editor.ts';
import { say, sayAttribute, type Text } from '../language.ts';
import { createProgress, durationText } from '../progress.ts';
import { createStatus } from '../status.ts';
import { lineOf, runCell, Stopped, shownCode } from './cell.ts';

const texts = {
  run: { en: 'Run', ko: '실행' },
  stop: { en: 'Stop', ko: '정지' },
  reset: { en: 'Reset code', ko: '코드 복원' },
  code: { en: 'Code, JavaScript', ko: '코드, JavaScript' },
  keys: {
    en: 'Edit and run it: `Ctrl` or `⌘` + `Enter`. `Esc`, then `Tab`, leaves.',
    ko: '고쳐서 실행해 보세요: `Ctrl` 또는 `⌘` + `Enter`. `Esc` 다음 `Tab`으로 나갑니다.',
  },
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

const inLine = (line: number): Text => ({ en: `In line ${line}:`, ko: `${line}번째 줄:` });

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
  const original = shownCode(file);
  const button = (words: Text, className = '') => say(create('button', { type: 'button', className }), words);
  const [run, stop, reset] = [button(texts.run, 'primary'), button(texts.stop), button(texts.reset)];
  const area = create('textarea', { value: original, spellcheck: false, autocapitalize: 'off' });
  area.autocomplete = 'off';
  sayAttribute(area, 'aria-label', texts.code);
  const progress = createProgress();
  const place = create('p', { className: 'small' });
  const problem = create('div', { role: 'status' });
  const status = createStatus(problem);

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
    reset.disabled = busy || area.value === original;
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
  const fail = (error: unknown) => {
    progress.say(texts.failed);
    status.error(error);
    const line = lineOf(error);
    place.hidden = line === null;
    if (line !== null) say(place, inLine(line));
  };
  const once = async () => {
    enter('running');
    status.clear();
    place.hidden = true;
    progress.say(texts.running);
    progress.move(null);
    const begun = performance.now();
    try {
      await runCell(area.value, provide(cellRun));
    } catch (error) {
      if (!(error instanceof Stopped)) return fail(error);
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
  makeEditor(area, start);
  run.addEventListener('click', start);
  stop.addEventListener('click', () => {
    enter('stopping');
    if (model) model.stopTraining = true;
    progress.say(texts.stopping);
    progress.move(null);
  });
  reset.addEventListener('click', () => {
    area.value = original;
    status.clear();
    place.hidden = true;
    enter(state);
    area.focus();
  });
  area.addEventListener('input', () => enter(state));
  place.hidden = true;
  progress.say(texts.waiting);
  enter('waiting');
  return {
    controls: create(
      'div',
      { className: 'stack run' },
      create('div', { className: 'buttons' }, run, stop, reset),
      progress.element,
    ),
    editor: create(
      'div',
      { className: 'stack cell' },
      create(
        'div',
        { className: 'panel editor' },
        area,
        create('div', { className: 'bar' }, say(create('p', { className: 'small' }), texts.keys)),
      ),
      create('div', { className: 'problem' }, place, problem),
    ),
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
