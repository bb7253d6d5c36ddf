const INDENT = '  ';

/**
 * Makes a textarea fit for code: Tab indents and Shift+Tab takes that back, Enter keeps the indentation,
 * Ctrl+Enter or Cmd+Enter calls `run`. After Escape, Tab moves on, for people without a mouse.
 */
export function makeEditor(area: HTMLTextAreaElement, run: () => void): void {
  let leaving = false;
  area.addEventListener('blur', () => {
    leaving = false;
  });
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === 'Escape') leaving = true;
    else if (event.key === 'Enter') {
      event.preventDefault();
      insert(area, `\n${/^ */.exec(currentLine(area))?.[0]}`);
    } else if (event.key === 'Tab' && !leaving) {
      event.preventDefault();
      shift(area, event.shiftKey);
    } else if (event.key !== 'Shift') leaving = false;
  });
}

/** The browser's own insertion, although deprecated, is the only one that undo knows about. */
const insert = (area: HTMLTextAreaElement, text: string): void => {
  area.focus();
  document.execCommand(text ? 'insertText' : 'delete', false, text);
};

const lineStart = ({ value, selectionStart }: HTMLTextAreaElement): number =>
  value.lastIndexOf('\n', selectionStart - 1) + 1;

const currentLine = (area: HTMLTextAreaElement): string =>
  area.value.slice(lineStart(area), area.selectionStart);

/** Indents the selected lines, or takes one indentation away; without a selection, indents at the caret. */
function shift(area: HTMLTextAreaElement, back: boolean): void {
  const { selectionStart, selectionEnd, value } = area;
  if (selectionStart === selectionEnd && !back) {
    insert(area, INDENT);
    return;
  }
  const start = lineStart(area);
  const lines = value.slice(start, selectionEnd).split('\n');
  const shifted = lines.map((line) => (back ? line.replace(/^ {1,2}/, '') : INDENT + line)).join('\n');
  if (shifted === lines.join('\n')) return;
  area.setSelectionRange(start, selectionEnd);
  insert(area, shifted);
  const caret = start + shifted.length;
  area.setSelectionRange(selectionStart === selectionEnd ? caret : start, caret);
}
