import { expect, test, vi } from 'vitest';
import readme from '../README.md?raw';
import * as gl from '../src/index.ts';

/** The programs in README, in order, without their imports: `gl` is given. */
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) =>
  text.replace(/^import .*$/gm, ''),
);

/** Runs a program of README, with what it finds there already, and gives back what it calls `result`. */
function run(program: string, result: string, given: Record<string, unknown> = {}): Promise<unknown> {
  const body = `return (async () => { ${program}\nreturn ${result}; })()`;
  const make = new Function('gl', ...Object.keys(given), body);
  return make(gl, ...Object.values(given)) as Promise<unknown>;
}

test('every program of README is tested here', () => {
  expect(programs).toHaveLength(4);
});

test('the first program learns', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { history } = (await run(programs[0], 'history')) as gl.History;
  expect(history.loss).toHaveLength(50);
  expect(history.loss[49]).toBeLessThan(history.loss[0] / 10);
  const [[loss, prediction]] = log.mock.calls;
  expect(loss).toBe(history.loss[49]);
  expect(Math.abs((prediction as number[][])[0][0] - Math.sin(0.5))).toBeLessThan(0.2);
  log.mockRestore();
});

test('the functional model is built', async () => {
  const model = (await run(programs[1], 'model')) as gl.Model;
  expect(model.countParams()).toBe(8 * 30 + 30 + 38 + 1);
  expect((await model.predict([[1, 2, 3, 4, 5, 6, 7, 8]])).shape).toEqual([1, 1]);
  model.dispose();
});

test('a saved training goes on', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: 'adam', loss: 'mse' });
  const [x, y] = [
    Array.from({ length: 40 }, (_, i) => [i / 40, 1]),
    Array.from({ length: 40 }, (_, i) => i / 20),
  ];
  await model.fit(x, y, { epochs: 5 });
  const again = (await run(programs[2], 'again', { model, x, y })) as gl.Model;
  await model.fit(x, y, { initialEpoch: 5, epochs: 10 });
  const values = (one: gl.Model) =>
    Promise.all(one.getWeights().map(async (weight) => Array.from(await weight.data())));
  expect(await values(again)).toEqual(await values(model));
  for (const one of [model, again]) one.dispose();
});

test('the loop of its own learns', async () => {
  const train = (await run(programs[3], 'train')) as gl.Jitted<[number[], number[]], gl.Tensor>;
  const losses = [];
  for (let k = 0; k < 3; k++) losses.push(await train([1, 2, 3], [2, 4, 6]).array());
  // W = 5, b = 0: errors of 3, 6 and 9.
  expect(losses[0]).toBeCloseTo(42, 4);
  expect(losses[1]).toBeLessThan(losses[0] as number);
  expect((await train.print()).match(/^ {2}<.*>/gm)).toHaveLength(1);
});
