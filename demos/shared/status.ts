import { errors } from '../../src/index.ts';
import { create } from './dom.ts';

/** Tells why the page cannot go on, and what to do about it. */
export interface Status {
  /** A data set that is not on this machine, and the command that fetches it. */
  missingData(title: string, text: string, command: string): void;
  /** The browser has no WebGPU, or has it without an adapter. */
  noWebGPU(reason: string): void;
  /** Anything else, in the words of the error: the engine's messages say what to do. */
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

/** What happened, for people who do not read class names. */
function titleOf(error: unknown): string {
  if (error instanceof errors.NonFiniteLossError) return 'The loss is not a number any more';
  if (error instanceof errors.DeviceLostError) return 'The GPU went away';
  if (error instanceof errors.OutOfMemoryError) return 'The GPU has too little memory for this';
  return 'This did not work';
}

/** A status inside `host`, empty at first. `host` has the role `status`: screen readers read out what it says. */
export function createStatus(host: HTMLElement): Status {
  const show = (kind: string, title: string, ...details: HTMLElement[]) => {
    const mark = create('span', { className: 'mark', ariaHidden: 'true' }, '!');
    const box = create('div', { className: 'status' }, mark, create('strong', {}, title), ...details);
    box.dataset.kind = kind;
    host.replaceChildren(box);
  };
  return {
    missingData: (title, text, command) =>
      show(
        'missing-data',
        title,
        create('p', {}, text),
        create('p', {}, 'Fetch it, then reload this page:'),
        create('div', {}, commandBox(command)),
      ),
    noWebGPU: (reason) =>
      show(
        'no-webgpu',
        'This browser cannot train here yet',
        create('p', {}, reason),
        create('ul', {}, ...BROWSERS.map((text) => create('li', {}, text))),
      ),
    error: (error) => {
      const message = create('p', {}, error instanceof Error ? error.message : String(error));
      if (!(error instanceof errors.DeviceLostError)) return show('error', titleOf(error), message);
      const reload = create('button', { type: 'button' }, 'Reload the page');
      reload.addEventListener('click', () => location.reload());
      show('error', titleOf(error), message, create('div', {}, reload));
    },
    clear: () => host.replaceChildren(),
  };
}
