import { create } from '../dom.ts';
import { makeEditor } from '../editor.ts';
import { say, sayAttribute, type Text } from '../language.ts';
import { createStatus } from '../status.ts';
import { shownCode } from './cell.ts';

const texts = {
  code: { en: 'Code, JavaScript', ko: '코드, JavaScript' },
  keys: {
    en: 'Edit and run it: `Ctrl` or `⌘` + `Enter`. `Esc`, then `Tab`, leaves.',
    ko: '고쳐서 실행해 보세요: `Ctrl` 또는 `⌘` + `Enter`. `Esc` 다음 `Tab`으로 나갑니다.',
  },
} satisfies Record<string, Text>;

export interface CellEditor {
  readonly element: HTMLElement;
  readonly code: string;
  /** The code is not the page's any more. */
  readonly isEdited: boolean;
  /** Puts the page's code back. */
  reset(): void;
  /** Says below the code what went wrong, and in which line. */
  fail(error: unknown): void;
  /** Nothing is wrong. */
  clear(): void;
}

/**
 * The code of a file in cells/, to be changed.
 *
 * @param run called for Ctrl+Enter
 * @param onEdit called after every change by hand
 */
export function createCellEditor(file: string, run: () => void, onEdit: () => void): CellEditor {
  const original = shownCode(file);
  const area = create('textarea', { value: original, spellcheck: false, autocapitalize: 'off' });
  area.autocomplete = 'off';
  sayAttribute(area, 'aria-label', texts.code);
  makeEditor(area, run);
  area.addEventListener('input', onEdit);
  const keys = create('div', { className: 'bar' }, say(create('p', { className: 'small' }), texts.keys));
  const problem = create('div', { role: 'status' });
  const status = createStatus(problem);
  return {
    element: create(
      'div',
      { className: 'stack cell' },
      create('div', { className: 'panel editor' }, area, keys),
      create('div', { className: 'problem' }, problem),
    ),
    get code() {
      return area.value;
    },
    get isEdited() {
      return area.value !== original;
    },
    reset: () => {
      area.value = original;
      status.clear();
      area.focus();
    },
    fail: status.error,
    clear: status.clear,
  };
}
