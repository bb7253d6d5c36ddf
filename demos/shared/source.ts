/** The name under which the browser knows the code of a page that its reader may edit. */
const FILE = 'cell.js';
/** Lines that the browser puts before the code of a function. */
const LINES_BEFORE = 2;

/** Code for a function, in whose errors `lineOf` finds the line. */
export const named = (code: string): string => `${code}\n//# sourceURL=${FILE}`;

/** The line of such code, counted from 1, in which an error came up; null when the browser does not tell. */
export function lineOf(error: unknown): number | null {
  const line = error instanceof Error && new RegExp(`${FILE}:(\\d+)`).exec(error.stack ?? '')?.[1];
  return line ? Number(line) - LINES_BEFORE : null;
}
