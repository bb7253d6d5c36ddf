import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import classifyCell from '../../demos/fashion-mnist/cells/classify.js?raw';
import convolveCell from '../../demos/fashion-mnist/cells/convolve.js?raw';
import drawCell from '../../demos/fashion-mnist/cells/draw.js?raw';
import weightsCell from '../../demos/fashion-mnist/cells/weights.js?raw';
import * as classify from '../../demos/fashion-mnist/classify.ts';
import { clothesOf } from '../../demos/fashion-mnist/clothes.ts';
import * as convolve from '../../demos/fashion-mnist/convolve.ts';
import { loadFashionMnist } from '../../demos/fashion-mnist/data.ts';
import type * as draw from '../../demos/fashion-mnist/draw.ts';
import * as expectations from '../../demos/fashion-mnist/expectations.ts';
import { differencesOf, recallsOf } from '../../demos/fashion-mnist/recall.ts';
import { createSketch } from '../../demos/fashion-mnist/sketch.ts';
import * as weights from '../../demos/fashion-mnist/weights.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { isExpected } from '../../demos/shared/tutorial/reference.ts';
import { init } from '../../src/index.ts';
import '../../demos/shared/chart.css';

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => document.body.replaceChildren(...before));

// The sample: the full set takes minutes.
const data = await loadFashionMnist({ sampleOnly: true });
const clothes = clothesOf(data);
const timeout = 300_000;

async function resultOf<R>(cell: string, hooks: (report: (result: R) => void) => object): Promise<R> {
  const results: R[] = [];
  await runCell(cell, Object.fromEntries(Object.entries(hooks((result) => void results.push(result)))));
  return results[0];
}

test('the dense network recognises the sample within its band', { timeout }, async () => {
  await init({ seed: 1 });
  const result = await resultOf<classify.Result>(
    classifyCell,
    (report): classify.Hooks => ({
      settings: classify.defaults,
      clothes,
      show: { training: [], result: report },
    }),
  );
  expect(Object.keys(result.history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
  const band = expectations.classifyExpectations('sample').accuracy;
  expect(isExpected(result.accuracy, band), `${result.accuracy}`).toBe(true);
  expect(result.probabilities).toHaveLength(5000);
  const sums = Array.from({ length: 500 }, (_, row) =>
    Array.from(result.probabilities)
      .slice(10 * row, 10 * row + 10)
      .reduce((sum, share) => sum + share, 0),
  );
  for (const sum of sums) expect(sum).toBeCloseTo(1, 4);
});

test('rare shirts are found again by weights, the same by class and by image', { timeout }, async () => {
  const bands = expectations.weightsExpectations('sample');
  const predicted: ArrayLike<number>[] = [];
  for (const weighting of ['none', 'classWeight', 'sampleWeight'] as const) {
    const result = await resultOf<weights.Result>(
      weightsCell,
      (report): weights.Hooks => ({
        settings: { ...weights.defaultsFor('sample'), weighting },
        clothes,
        show: { training: [], result: report },
      }),
    );
    predicted.push(result.predicted);
    const recall = recallsOf(result.predicted, clothes.test.y)[weights.shirt];
    expect(isExpected(recall, bands[weighting]), `${weighting}: ${recall}`).toBe(true);
  }
  expect(differencesOf(predicted[1], predicted[2])).toBe(0);
  expect(differencesOf(predicted[0], predicted[1])).toBeGreaterThan(0);
});

test('the convolutional network recognises the sample, and a drawing', { timeout }, async () => {
  await init({ seed: 1 });
  const { history, accuracy, model } = await resultOf<convolve.Result>(
    convolveCell,
    (report): convolve.Hooks => ({
      settings: convolve.defaultsFor('sample'),
      clothes,
      show: { training: [], result: report },
    }),
  );
  expect(history.valAccuracy).toHaveLength(convolve.defaultsFor('sample').epochs);
  const band = expectations.convolveExpectations('sample').accuracy;
  expect(isExpected(accuracy, band), `${accuracy}`).toBe(true);
  const ankleBoot = data.test.labels.indexOf(9);
  const sketch = createSketch();
  sketch.take(data.test, ankleBoot);
  const pixels = sketch.pixels();
  if (!pixels) throw new Error('The sketch is blank.');
  const probabilities = await resultOf<ArrayLike<number>>(
    drawCell,
    (report): draw.Hooks => ({ model, pixels, show: { probabilities: report } }),
  );
  expect(probabilities).toHaveLength(10);
  expect(probabilities[9]).toBeGreaterThan(0.5);
});

test('a sketch is centred, and as large as the image allows', () => {
  const sketch = createSketch();
  document.body.append(sketch.element);
  expect(sketch.pixels()).toBeNull();
  const { left, top, width } = sketch.element.getBoundingClientRect();
  const send = (type: string, x: number, y: number) =>
    sketch.element.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        clientX: left + (x * width) / 280,
        clientY: top + (y * width) / 280,
      }),
    );
  vi.spyOn(sketch.element, 'setPointerCapture').mockReturnValue(undefined);
  vi.spyOn(sketch.element, 'hasPointerCapture').mockReturnValue(true);
  sketch.brush = 20;
  send('pointerdown', 40, 30);
  send('pointermove', 40, 130);
  const pixels = sketch.pixels()!;
  // A bar of 20 by 120, at the left of the sketch: 28 rows, about 5 columns in the middle.
  const inRow = (y: number) =>
    [...pixels.subarray(28 * y, 28 * y + 28).keys()].filter((x) => pixels[28 * y + x] > 0.5);
  for (const y of [2, 14, 25]) {
    const inked = inRow(y);
    expect(inked.length).toBeGreaterThanOrEqual(3);
    expect(inked.length).toBeLessThanOrEqual(6);
    expect((inked[0] + inked[inked.length - 1]) / 2).toBeCloseTo(13.5, 0);
  }
  sketch.clear();
  expect(sketch.pixels()).toBeNull();
});

test('the page: one epoch, its test images, a drawing', { timeout }, async () => {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/fashion-mnist/main.ts');
  const runs = () => [...document.querySelectorAll<HTMLButtonElement>('.run .primary')];
  await vi.waitUntil(() => runs().length === 4 && !runs()[0].disabled, { timeout: 20_000 });
  const text = (selector: string) => document.querySelector<HTMLElement>(selector)!.innerText;
  expect(text('.source')).toMatch(/sample.* 1,700 images to train on[\s\S]*npm run data/);
  const slide = (label: string, position: number) => {
    const slider = document.querySelector<HTMLInputElement>(`input[type=range][aria-label="${label}"]`)!;
    slider.value = `${position}`;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  slide('Learning rate', 600);
  slide('Epochs', 0);
  slide('Batch size', 664);
  runs()[0].click();
  await vi.waitUntil(() => !runs()[0].disabled, { timeout: 100_000 });
  expect(text('.problem')).toBe('');
  expect(text('.chart')).toMatch(/training\s*\d+\.\d%\s*validation\s*\d+\.\d%/);
  expect(text('.results p')).toMatch(/^\d+\.\d% of 500 test images recognised/);
  document.querySelectorAll<HTMLButtonElement>('.results .segmented button')[1].click();
  const tiles = [...document.querySelectorAll('.image-grid figure')];
  expect(tiles).toHaveLength(56);
  expect(tiles.every((tile) => tile.className === 'wrong' && /is \w/.test(tile.textContent!))).toBe(true);
  expect(document.querySelectorAll('.probabilities tbody tr')).toHaveLength(10);
  const example = document.querySelector<HTMLButtonElement>('.sketch + .buttons button:nth-child(2)')!;
  example.click();
  await vi.waitUntil(() => /\d%/.test(text('.bars')), { timeout: 20_000 });
  expect(document.querySelectorAll('.bars .best')).toHaveLength(1);
});
