import * as gl from '../../../src/index.ts';

type Body = (...values: unknown[]) => Promise<void>;

const AsyncFunction = (async () => {}).constructor as new (...parametersAndCode: string[]) => Body;

/** The name under which the browser knows the code of a cell. */
const FILE = 'cell.js';
/** Lines that the browser puts before the code of a function. */
const LINES_BEFORE = 2;

/** Ends a cell from inside when its reader pressed Stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What a file of cells/ shows to readers: all but the imports, which only tell the type checker what is there. */
export const shownCode = (file: string): string => file.replaceAll(/^import [^;]*;\n+/gm, '').trimEnd();

/**
 * Runs the code of a cell, which may await, with `gl` and what the page provides.
 *
 * @throws SyntaxError when it is not JavaScript, and whatever it throws
 */
export async function runCell(code: string, provided: Readonly<Record<string, unknown>>): Promise<void> {
  const body = new AsyncFunction(
    'gl',
    ...Object.keys(provided),
    `'use strict'; ${shownCode(code)}\n//# sourceURL=${FILE}`,
  );
  await body(gl, ...Object.values(provided));
}

/** The line of the cell, counted from 1, in which an error came up; null when the browser does not tell. */
export function lineOf(error: unknown): number | null {
  const line = error instanceof Error && new RegExp(`${FILE}:(\\d+)`).exec(error.stack ?? '')?.[1];
  return line ? Number(line) - LINES_BEFORE : null;
}
