import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as activation from '../../demos/hyperparameters/activation.ts';
import activationCell from '../../demos/hyperparameters/cells/activation.js?raw';
import searchCell from '../../demos/hyperparameters/cells/search.js?raw';
import { numbers, testError } from '../../demos/hyperparameters/numbers.ts';
import * as search from '../../demos/hyperparameters/search.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { isExpected } from '../../demos/shared/tutorial/reference.ts';
import { init, type search as searches } from '../../src/index.ts';
import '../../demos/shared/chart.css';

async function errorWith(name: 'linear' | 'relu', seed: number): Promise<number> {
  await init({ seed });
  const results: activation.Result[] = [];
  const hooks: activation.Hooks = {
    settings: { ...activation.defaults, activation: name },
    numbers,
    show: { training: [], result: (found) => void results.push(found) },
  };
  await runCell(activationCell, { ...hooks });
  expect(results[0].history.loss).toHaveLength(100);
  expect(results[0].line).toHaveLength(numbers.axis.length);
  return testError(results[0].test);
}

test.each(['linear', 'relu'] as const)('x + 10 with %s neurons ends within its band', async (name) => {
  const errors: number[] = [];
  for (const seed of [1, 2, 3, 4]) errors.push(await errorWith(name, seed));
  expect(
    errors.filter((error) => !isExpected(error, activation.expectations[name])),
    `${errors}`,
  ).toEqual([]);
});

/** Runs the cell of the searches; `onTrial` may throw to end it. */
async function searched(
  settings: search.Settings,
  { saved, onTrial }: { saved?: string; onTrial?: (result: searches.SearchResult) => void } = {},
) {
  const all: { result: searches.SearchResult; error: number }[] = [];
  const hooks: search.Hooks = {
    settings,
    numbers,
    saved,
    show: {
      training: [],
      trial: async (_, result) => onTrial?.(result),
      result: ({ result, test: answers }) => void all.push({ result, error: testError(answers) }),
    },
  };
  await runCell(searchCell, { ...hooks });
  return all[0];
}

test.each(Object.keys(search.maxTrials) as search.Method[])(
  '%s finds a setting that passes the test',
  async (method) => {
    const maxTrials = search.maxTrials[method];
    const { result, error } = await searched({ method, maxTrials, seed: 1 });
    expect(result.trials).toHaveLength(maxTrials);
    expect(result.trials.some(({ state }) => state === 'pruned')).toBe(true);
    expect(result.best?.params).toMatchObject({ activation: 'linear' });
    expect(isExpected(error, search.expectations[method]), `${error}`).toBe(true);
  },
);

test('a search that was stopped goes on from what was kept', async () => {
  const settings = { method: 'bayesianSearch', maxTrials: 4, seed: 3 } as const;
  let kept = '';
  const stopped = searched(settings, {
    onTrial: (result) => {
      kept = JSON.stringify(result);
      if (result.trials.length === 2) throw new Error('Stop.');
    },
  });
  await expect(stopped).rejects.toThrow('Stop.');
  const resumed = await searched(settings, { saved: kept });
  const whole = await searched(settings);
  expect(JSON.stringify(resumed.result)).toBe(JSON.stringify(whole.result));
});

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => {
  document.body.replaceChildren(...before);
  localStorage.clear();
});

test('the page: a search is stopped, kept, resumed and forgotten', { timeout: 120_000 }, async () => {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/hyperparameters/main.ts');
  const section = document.querySelectorAll<HTMLElement>('.lesson-section')[1];
  const [forget, run, stop] = section.querySelectorAll<HTMLButtonElement>('.controls button');
  const settled = () => vi.waitUntil(() => !run.disabled, { timeout: 50_000 });
  const figure = (index: number) =>
    section.querySelectorAll<HTMLElement>('.figures dt + dd')[index].innerText;
  const trials = () => Number(figure(0).split(' ')[0]);
  await settled();
  expect(section.querySelector<HTMLElement>('.trials')!.innerText).toContain('No trials yet.');
  section.querySelectorAll<HTMLButtonElement>('.presets button')[1].click();
  await vi.waitUntil(() => trials() >= 3, { timeout: 50_000 });
  stop.click();
  await settled();
  const kept = trials();
  expect(figure(0)).toBe(`${kept} of 20`);
  expect(section.querySelectorAll('.parallel polyline')).toHaveLength(kept);
  const { state } = JSON.parse(localStorage.getItem('gradloom.search.randomSearch')!);
  expect(state.trials).toHaveLength(kept);
  run.click();
  await settled();
  expect([figure(0), section.querySelector('.problem [role=status]')!.textContent]).toEqual(['20 of 20', '']);
  expect(section.querySelector('.reference:not(.trials) tbody tr:nth-child(2)')!.textContent).toContain(
    'within',
  );
  expect(section.querySelectorAll('.trials tbody tr')).toHaveLength(10);
  const resumed = JSON.parse(localStorage.getItem('gradloom.search.randomSearch')!);
  expect(resumed.state.trials.slice(0, kept)).toEqual(state.trials);
  forget.click();
  expect([figure(0), localStorage.getItem('gradloom.search.randomSearch')]).toEqual(['0 of 20', null]);
});
