import { expect, it } from 'vitest';
import * as gl from '../src/index.ts';

const pages = import.meta.glob<string>('../docs/api/**/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The examples in the reference: blocks that use `gl`. An expression shows its value, a statement ends with `;`. */
const examples = Object.entries(pages).flatMap(([path, text]) =>
  [...text.matchAll(/```ts\n([\s\S]*?)\n```/g)]
    .filter(([, block]) => /\bgl\./.test(block))
    .map(([, block]) => ({ page: path.replace('../docs/api/', ''), block })),
);

interface Step {
  readonly line: string;
  /** What the comment beside or below it says. */
  readonly said: string;
}

function stepsOf(block: string): Step[] {
  const steps: Step[] = [];
  for (const text of block.split('\n')) {
    const [line, said = ''] = text.split(/\s*\/\/ ?/, 2);
    const last = steps.at(-1);
    if (line === '' && last) steps[steps.length - 1] = { ...last, said: `${last.said}\n${said}`.trim() };
    else if (last && !isWhole(last.line)) steps[steps.length - 1] = { line: `${last.line}\n${line}`, said };
    else steps.push({ line, said });
  }
  return steps;
}

function isWhole(code: string): boolean {
  try {
    return new Function(`async () => { ${code}\n }`) !== null;
  } catch {
    return false;
  }
}

/** What the expressions of an example are worth, in order. */
async function valuesOf(steps: readonly Step[]): Promise<string[]> {
  const shown: string[] = [];
  const show = async (value: unknown) => {
    const isTensor = value instanceof gl.Tensor;
    shown.push(isTensor ? await gl.format(value) : JSON.stringify(value).replaceAll(',', ', '));
  };
  const body = steps.map(({ line }) => (line.endsWith(';') ? line : `await show(${line});`)).join('\n');
  const make = new Function('gl', 'show', `return (async () => { ${body} })()`);
  await (make(gl, show) as Promise<void>);
  return shown;
}

const NUMBER = /-?\d+\.?\d*(?:e[-+]\d+)?/g;

/** The same words, and the same numbers: four decimals are rounded, fewer are exact. */
function expectSame(actual: string, said: string): void {
  const words = (text: string): string =>
    text.replace(NUMBER, '#').replace(/\s+/g, ' ').replace(/\[ /g, '[').replace(/ \]/g, ']');
  expect(words(actual), actual).toBe(words(said));
  const stated = said.match(NUMBER) ?? [];
  for (const [k, number] of (actual.match(NUMBER) ?? []).entries()) {
    const decimals = stated[k].split('.')[1]?.length ?? 0;
    const room = decimals >= 4 ? 0.51 * 10 ** -decimals : 1e-6;
    expect(Math.abs(Number(number) - Number(stated[k])), actual).toBeLessThanOrEqual(room);
  }
}

it.each(examples)('the example of $page is true', async ({ page, block }) => {
  const steps = stepsOf(block);
  const said = steps.filter(({ line }) => !line.endsWith(';')).map((step) => step.said);
  const values = await valuesOf(steps);
  if (page.startsWith('ops/')) expect(said.length).toBeGreaterThan(0);
  for (const [k, value] of values.entries()) expectSame(value, said[k]);
});

it('finds the examples', () => {
  expect(examples.length).toBeGreaterThan(140);
});
