import { errors } from '../../src/index.ts';
import { create } from './dom.ts';
import { say, type Text, type Words } from './language.ts';
import { lineOf } from './source.ts';

/** Tells why the page cannot go on, and what to do about it. */
export interface Status {
  /** A data set that is not on this machine, and the command that fetches it. */
  missingData(title: Words, text: Words, command: string): void;
  /** The browser has no WebGPU, or has it without an adapter. */
  noWebGPU(reason: Words): void;
  /** Anything else, in the words of the error, which say what to do, with the line of the reader's code. */
  error(error: unknown): void;
  /** The page goes on, but the reader should know. */
  warning(title: Words, text: Words): void;
  clear(): void;
}

const texts = {
  copy: { en: 'Copy', ko: '복사' },
  copied: { en: 'Copied', ko: '복사됨' },
  reload: { en: 'Reload the page', ko: '페이지 새로 고침' },
  fetch: { en: 'Fetch it, then reload this page:', ko: '내려받은 다음 이 페이지를 새로 고치세요:' },
  noWebGPU: { en: 'This browser cannot train here yet', ko: '아직 이 브라우저에서는 학습할 수 없습니다' },
  notFinite: { en: 'The loss is not a number any more', ko: '손실이 더 이상 숫자가 아닙니다' },
  lost: { en: 'The GPU went away', ko: 'GPU와 연결이 끊겼습니다' },
  memory: { en: 'The GPU has too little memory for this', ko: 'GPU 메모리가 부족합니다' },
  failed: { en: 'This did not work', ko: '실행하지 못했습니다' },
} satisfies Record<string, Text>;

const inLine = (line: number): Text => ({ en: `In line ${line}:`, ko: `${line}번째 줄:` });

/** The command in a box, with a button that copies it. */
export function commandBox(command: string): HTMLElement {
  const button = say(create('button', { type: 'button' }), texts.copy);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command);
    say(button, texts.copied);
    setTimeout(() => say(button, texts.copy), 1500);
  });
  return create('span', { className: 'command' }, create('code', {}, command), button);
}

const BROWSERS: readonly Text[] = [
  {
    en: 'Chrome or Edge, 113 or newer: make sure that “Use graphics acceleration when available” is on in the settings.',
    ko: 'Chrome 또는 Edge 113 이상: 설정에서 “가능한 경우 그래픽 가속 사용”이 켜져 있는지 확인하세요.',
  },
  {
    en: 'Chrome on Linux: open chrome://flags/#enable-unsafe-webgpu and choose Enabled; chrome://gpu says what it found.',
    ko: 'Linux의 Chrome: chrome://flags/#enable-unsafe-webgpu를 열어 Enabled를 고르세요. 찾은 장치는 chrome://gpu에 나옵니다.',
  },
  {
    en: 'Safari 26 or newer, on macOS, iOS and iPadOS.',
    ko: 'macOS, iOS, iPadOS의 Safari 26 이상.',
  },
  {
    en: 'Firefox 141 or newer on Windows, 145 or newer on macOS with Apple silicon.',
    ko: 'Windows의 Firefox 141 이상, Apple 실리콘 macOS의 Firefox 145 이상.',
  },
];

/** What happened, for people who do not read class names. */
function titleOf(error: unknown): Words {
  if (error instanceof errors.NonFiniteLossError) return texts.notFinite;
  if (error instanceof errors.DeviceLostError) return texts.lost;
  if (error instanceof errors.OutOfMemoryError) return texts.memory;
  return texts.failed;
}

/** A status inside `host`, empty at first. `host` has the role `status`: screen readers read out what it says. */
export function createStatus(host: HTMLElement): Status {
  const show = (kind: string, title: Words, ...details: HTMLElement[]) => {
    const mark = create('span', { className: 'mark', ariaHidden: 'true' }, '!');
    const box = create('div', { className: 'status' }, mark, say(create('strong'), title), ...details);
    box.dataset.kind = kind;
    host.replaceChildren(box);
  };
  return {
    missingData: (title, text, command) =>
      show(
        'missing-data',
        title,
        say(create('p'), text),
        say(create('p'), texts.fetch),
        create('div', {}, commandBox(command)),
      ),
    noWebGPU: (reason) =>
      show(
        'no-webgpu',
        texts.noWebGPU,
        say(create('p'), reason),
        create('ul', {}, ...BROWSERS.map((text) => say(create('li'), text))),
      ),
    error: (error) => {
      const message = create('p', {}, error instanceof Error ? error.message : String(error));
      const line = lineOf(error);
      const details = line === null ? [message] : [say(create('p'), inLine(line)), message];
      if (!(error instanceof errors.DeviceLostError)) return show('error', titleOf(error), ...details);
      const reload = say(create('button', { type: 'button' }), texts.reload);
      reload.addEventListener('click', () => location.reload());
      show('error', titleOf(error), ...details, create('div', {}, reload));
    },
    warning: (title, text) => show('warning', title, say(create('p'), text)),
    clear: () => host.replaceChildren(),
  };
}
