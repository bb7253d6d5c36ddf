import * as gl from '../../../src/index.ts';
import { named } from '../source.ts';

type Body = (...values: unknown[]) => Promise<void>;

const AsyncFunction = (async () => {}).constructor as new (...parametersAndCode: string[]) => Body;

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
  const body = new AsyncFunction('gl', ...Object.keys(provided), named(`'use strict'; ${shownCode(code)}`));
  await body(gl, ...Object.values(provided));
}
