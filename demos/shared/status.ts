import './status.css';
import { create } from './dom.ts';

/** Tells what the page is waiting for, or why it cannot go on and what to do about it. */
export interface Status {
  /** Work that takes a moment: fetching, compiling. */
  loading(text: string): void;
  /** A data set that is not on this machine, and the command that fetches it. */
  missingData(title: string, text: string, command: string): void;
  /** The browser has no WebGPU, or has it without an adapter. */
  noWebGPU(reason: string): void;
  /** Anything else: the message is shown as it is, because the engine's messages say what to do. */
  error(error: unknown): void;
  clear(): void;
}

/** The command in a box, with a button that copies it. */
export function commandBox(command: string): HTMLElement {
  const button = create('button', { type: 'button' }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  return create('span', { className: 'command' }, create('code', {}, command), button);
}

const BROWSERS = [
  'Chrome or Edge, 113 or newer: make sure that “Use graphics acceleration when available” is on in the settings.',
  'Chrome on Linux: open chrome://flags/#enable-unsafe-webgpu and choose Enabled; chrome://gpu says what it found.',
  'Safari 26 or newer, on macOS, iOS and iPadOS.',
  'Firefox 141 or newer on Windows, 145 or newer on macOS with Apple silicon.',
];

/** A status inside `host`, empty at first. `host` is announced to screen readers when it changes. */
export function createStatus(host: HTMLElement): Status {
  host.setAttribute('role', 'status');
  const show = (kind: string, title: string, ...details: HTMLElement[]) => {
    const mark = create('span', { className: 'mark' });
    const box = create('div', { className: 'status' }, mark, create('strong', {}, title), ...details);
    box.dataset.kind = kind;
    host.replaceChildren(box);
  };
  return {
    loading: (text) => show('loading', text),
    missingData: (title, text, command) =>
      show('missing-data', title, create('p', {}, text), create('div', {}, commandBox(command))),
    noWebGPU: (reason) =>
      show(
        'no-webgpu',
        'This browser cannot train here yet',
        create('p', {}, reason),
        create('ul', {}, ...BROWSERS.map((text) => create('li', {}, text))),
      ),
    error: (error) => {
      const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
      show('error', `Stopped: ${name}`, create('pre', {}, message));
    },
    clear: () => host.replaceChildren(),
  };
}
