import { expect, test, vi } from 'vitest';
import readme from '../README.md?raw';
import * as gl from '../src/index.ts';

/** The programs in README, in order, without their imports: `gl` is given. */
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) =>
  text.replace(/^import .*$/gm, ''),
);

/** Runs a program of README and gives back what it calls `result`. */
function run(program: string, result: string): Promise<unknown> {
  const make = new Function('gl', `return (async () => { ${program}\nreturn ${result}; })()`);
  return make(gl) as Promise<unknown>;
}

test('the first program of README learns', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { history } = (await run(programs[0], 'history')) as gl.History;
  expect(history.loss).toHaveLength(50);
  expect(history.loss[49]).toBeLessThan(history.loss[0] / 10);
  const [[loss, prediction]] = log.mock.calls;
  expect(loss).toBe(history.loss[49]);
  expect(Math.abs((prediction as number[][])[0][0] - Math.sin(0.5))).toBeLessThan(0.2);
  log.mockRestore();
});

test('the second program of README is one dispatch that learns', async () => {
  const train = (await run(programs[1], 'train')) as gl.Jitted<[number[], number[]], gl.Tensor>;
  const losses = [];
  for (let k = 0; k < 3; k++) losses.push(await train([1, 2, 3], [2, 4, 6]).array());
  // W = 5, b = 0: errors of 3, 6 and 9.
  expect(losses[0]).toBeCloseTo(42, 4);
  expect(losses[1]).toBeLessThan(losses[0] as number);
  expect((await train.print()).match(/^ {2}<.*>/gm)).toHaveLength(1);
});
