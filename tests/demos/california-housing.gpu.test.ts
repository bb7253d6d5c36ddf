import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import cell from '../../demos/california-housing/cells/regress.js?raw';
import { loadHousing } from '../../demos/california-housing/data.ts';
import { expectations, type Hooks, type Result, runs } from '../../demos/california-housing/hooks.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { isExpected } from '../../demos/shared/tutorial/reference.ts';
import { errors, init } from '../../src/index.ts';
import '../../demos/shared/chart.css';

const housing = loadHousing();

async function resultOf(run: keyof typeof runs, seed: number): Promise<Result> {
  await init({ seed });
  const results: Result[] = [];
  const hooks: Hooks = {
    settings: runs[run],
    housing: await housing,
    show: { training: [], result: (found) => void results.push(found) },
  };
  await runCell(cell, { ...hooks });
  return results[0];
}

test('the districts ship with the page, with the means that are published', async () => {
  const { x, y } = await housing;
  expect([x.shape, y.shape]).toEqual([[20640, 8], [20640]]);
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(y.data)).toBeCloseTo(2.068558, 5);
  expect(mean(x.data.filter((_, i) => i % 8 === 0))).toBeCloseTo(3.870671, 5);
});

test('the tutorial’s run ends within its band for most seeds', async () => {
  const found: number[] = [];
  for (const seed of [1, 2, 3]) {
    const { history, mse, x, y, prices } = await resultOf('tutorial', seed);
    expect(history.valLoss).toHaveLength(20);
    expect([x.shape, y.shape, prices.length]).toEqual([[5160, 8], [5160], 5160]);
    const squares = Array.from(prices, (price, row) => (price - y.data[row]) ** 2);
    expect(squares.reduce((sum, square) => sum + square, 0) / 5160).toBeCloseTo(mse, 3);
    found.push(mse);
  }
  const outside = found.filter((mse) => !isExpected(mse, expectations.mse));
  expect(outside.length, `${found}`).toBeLessThanOrEqual(1);
});

test('the run that diverges is told so', async () => {
  const failure = await resultOf('divergent', 1).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(errors.NonFiniteLossError);
  expect((failure as Error).message).toMatch(/learning rate/i);
});

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => document.body.replaceChildren(...before));

test('the page: a run that diverges, then one epoch with its figures, maps and districts', async () => {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/california-housing/main.ts');
  const [run] = document.querySelectorAll<HTMLButtonElement>('.run .buttons button');
  const settled = () => vi.waitUntil(() => !run.disabled, { timeout: 50_000 });
  const text = (selector: string) => document.querySelector<HTMLElement>(selector)!.innerText;
  await settled();
  document.querySelectorAll<HTMLButtonElement>('.presets button')[1].click();
  await settled();
  expect(text('.problem')).toMatch(/not a number[\s\S]*In line \d+:[\s\S]*learning rate/);
  for (const [label, position] of [
    ['Learning rate', '500'],
    ['Epochs', '0'],
  ]) {
    const slider = document.querySelector<HTMLInputElement>(`input[type=range][aria-label="${label}"]`)!;
    slider.value = position;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }
  run.click();
  await settled();
  expect(text('.problem')).toBe('');
  expect(text('.chart')).toMatch(/training\s*\d\.\d+\s*validation\s*\d+\.\d+/);
  expect(text('.figures')).toMatch(/Test MSE\s*\d\.\d+\s*Typical error\s*\$\d+,\d00/);
  const rows = [...document.querySelectorAll<HTMLElement>('.reference:last-child tbody tr')];
  expect(rows).toHaveLength(6);
  expect(
    rows.every((row) => /^\$[\d,]+\s+\d+ years\s+[\d.]+\s+\$-?[\d,]+\s+\$[\d,]+$/.test(row.innerText)),
  ).toBe(true);
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.maps canvas')) {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    expect(data.some((value) => value > 0)).toBe(true);
  }
});
