import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import cell from '../../demos/red-wine/cells/classify.js?raw';
import { loadWines, splitWines } from '../../demos/red-wine/data.ts';
import { defaults, expectations, figuresOf } from '../../demos/red-wine/expectations.ts';
import { type Hooks, partOf, type Result } from '../../demos/red-wine/hooks.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { isExpected } from '../../demos/shared/tutorial/reference.ts';
import { init } from '../../src/index.ts';
import '../../demos/shared/chart.css';

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => document.body.replaceChildren(...before));

test('the tutorial’s 1,000 epochs end within its bands', { timeout: 1_200_000 }, async () => {
  await init({ seed: 1 });
  const { train, test: held } = splitWines(await loadWines());
  const results: Result[] = [];
  const hooks: Hooks = {
    settings: defaults,
    wines: { train: partOf(train), test: partOf(held) },
    show: { line: () => {}, training: [], result: (result) => void results.push(result) },
  };
  await runCell(cell, { ...hooks });
  expect(results[0].history.accuracy).toHaveLength(1000);
  const figures = figuresOf(results[0], held.qualities);
  for (const name of ['train', 'validation', 'test'] as const) {
    expect(isExpected(figures[name] ?? 0, expectations[name]), `${name}: ${figures[name]}`).toBe(true);
  }
});

test('the page: two epochs, then what it says of every test wine', async () => {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/red-wine/main.ts');
  const [run] = document.querySelectorAll<HTMLButtonElement>('.run .buttons button');
  const settled = () => vi.waitUntil(() => !run.disabled, { timeout: 50_000 });
  const text = (selector: string) => document.querySelector<HTMLElement>(selector)!.innerText;
  await settled();
  expect(text('.story')).toMatch(/^1,007 wines to train on, 112 for validation, 480 for the test/);
  const epochs = document.querySelector<HTMLInputElement>('input[type=range][aria-label="Epochs"]')!;
  epochs.value = '100';
  epochs.dispatchEvent(new Event('input', { bubbles: true }));
  run.click();
  await settled();
  expect(text('.problem')).toBe('');
  expect(text('.progress')).toMatch(/^Done after \d+ s[\s\S]*2 of 2/);
  // Dense 1,728 + 20,880 + 2,320 + 153; batch normalization 4 * (144 + 144 + 16), half of it trained.
  expect(text('.network pre')).toMatch(/Total params: 26,297\s+Trainable params: 25,689/);
  expect(text('.chart')).toMatch(/training\s*\d+\.\d%\s*validation\s*\d+\.\d%/);
  const right = Number(/^(\d+) of 480/.exec(text('.results p'))?.[1]);
  const numbers = (selector: string) =>
    [...document.querySelectorAll(`.confusion ${selector}`)].map((each) => Number(each.textContent) || 0);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(numbers('td:not(.recall)'))).toBe(480);
  expect(sum(numbers('td.right'))).toBe(right);
  expect(text('.reference tr:nth-child(3)')).toContain(`${((100 * right) / 480).toFixed(1)}%`);
});
