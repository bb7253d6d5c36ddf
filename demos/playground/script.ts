import type * as gradloom from '../../src/index.ts';
import { named } from '../shared/source.ts';

export interface Script {
  /** The value of the last expression, or what the code returns. */
  run(gl: typeof gradloom): unknown;
  /** The code awaits something, so that it cannot be traced. */
  readonly isAsync: boolean;
}

type Body = (gl: typeof gradloom) => unknown;
type Constructor = new (parameter: string, code: string) => Body;

const AsyncFunction = (async () => {}).constructor as Constructor;

/**
 * Makes a function of what somebody typed.
 *
 * @throws SyntaxError when it is not JavaScript
 */
export function compileScript(code: string): Script {
  const body = tryCompile(Function as unknown as Constructor, code);
  if (body) return { run: body, isAsync: false };
  return { run: tryCompile(AsyncFunction, code) ?? new AsyncFunction('gl', code), isAsync: true };
}

/** Null when the code is no body of such a function. */
function tryCompile(FunctionType: Constructor, code: string): Body | null {
  const parse = (text: string): Body | null => {
    try {
      return new FunctionType('gl', named(text));
    } catch {
      return null;
    }
  };
  const whole = parse(code);
  return whole && (returningLast(code).map(parse).find(Boolean) ?? whole);
}

/**
 * The code with a `return` in front of what may be its last expression, the shortest first: only the
 * JavaScript parser knows which of these is right, and it rejects the others.
 */
function returningLast(code: string): string[] {
  const text = code.replace(/(?:\s|;|\/\/[^\n'"`]*)+$/, '');
  // An indented line continues something.
  const starts = [0, ...[...text.matchAll(/;|\n(?=\S)/g)].map(({ index }) => index + 1)];
  return starts.reverse().map((start) => `${text.slice(0, start)}return (${text.slice(start)}\n)`);
}
