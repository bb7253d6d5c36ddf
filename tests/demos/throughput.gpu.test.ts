import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Unsupported } from '../../bench/engine.ts';
import { setLanguage } from '../../demos/shared/language.ts';
import '../../demos/shared/chart.css';
import { openWorker } from '../../demos/throughput/engine-workers.ts';
import { rowsOf } from '../../demos/throughput/rows.ts';

let before: Node[] = [];

beforeEach(() => {
  before = [...document.body.childNodes];
});

afterEach(() => {
  setLanguage('en', { remember: false });
  document.body.replaceChildren(...before);
  vi.restoreAllMocks();
});

const element = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
const text = (selector: string) => element(selector).innerText;

/** Ticks the boxes with these labels, and no others. */
function choose(group: string, labels: readonly string[]): void {
  for (const label of all(`.${group} label`)) {
    const box = label.querySelector('input')!;
    box.checked = labels.includes(label.querySelector('span')!.innerText);
  }
}

function set(field: number, value: number): void {
  const box = all<HTMLInputElement>('.field input[type=number]')[field];
  box.value = `${value}`;
  box.dispatchEvent(new Event('change'));
}

/** Clicks an export and catches the file. */
async function exported(name: string): Promise<Blob> {
  const made = vi.spyOn(URL, 'createObjectURL');
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  all<HTMLButtonElement>('.exports button')
    .find((button) => button.innerText === name)!
    .click();
  await vi.waitUntil(() => clicked.mock.calls.length > 0);
  const [blob] = made.mock.calls[0];
  vi.restoreAllMocks();
  return blob as Blob;
}

test('the page measures two batch sizes of two engines, shows them, exports them, and stops', async () => {
  const page = document.createElement('div');
  page.id = 'page';
  document.body.replaceChildren(page);
  await import('../../demos/throughput/main.ts');
  const [start, stop] = all<HTMLButtonElement>('.run-bar button');
  const settled = () => vi.waitUntil(() => !start.disabled, { timeout: 30_000 });
  await settled();
  expect(text('.status')).toContain('This is a software adapter');
  expect(all('.figure-table, .exports, .knees, .failures').every(({ hidden }) => hidden)).toBe(true);

  all<HTMLButtonElement>('.presets button')[1].click();
  choose('sizes', []);
  start.click();
  expect(text('.progress')).toBe('Choose at least one batch size and one engine.');
  choose('sizes', ['1', '12']);
  choose('engines', ['gradloom', 'Plain JavaScript']);
  set(0, 2);
  set(1, 20);
  start.click();
  expect([start.disabled, stop.disabled]).toEqual([true, false]);
  expect(text('.progress')).toMatch(/^Measuring …/);
  await settled();
  expect(text('.progress')).toMatch(/^Done after \d+ s\./);
  expect(all('.failures li')).toEqual([]);

  const table = all('.figure-table tbody tr').map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
  );
  expect(table.map(([size, engine]) => [size, engine])).toEqual([
    ['1', expect.stringMatching(/^gradloom \d/)],
    ['', 'plain JavaScript'],
    ['12', expect.stringMatching(/^gradloom \d/)],
    ['', 'plain JavaScript'],
  ]);
  expect(table.map((cells) => cells[5]).filter((_, k) => k % 2 === 0)).toEqual(['1.00', '1.00']);
  for (const [k, cells] of table.entries()) {
    const counts = cells.slice(6);
    if (k % 2 === 1) expect(counts).toEqual(['–', '–', '–', '–']);
    else for (const count of counts) expect(Number(count)).toBeGreaterThanOrEqual(0);
  }
  expect(all('.knees li')).toHaveLength(2);
  expect(all('.chart .legend li:not([hidden])').map((entry) => entry.innerText)).toEqual([
    expect.stringMatching(/^gradloom/),
    expect.stringMatching(/^Plain JavaScript/),
  ]);

  const json = JSON.parse(await (await exported('JSON')).text());
  const rows = rowsOf(json.workloads);
  expect(json.machine).toMatchObject({ software: true, cores: navigator.hardwareConcurrency });
  expect(rows.map(({ batchSize, rounds }) => [batchSize, rounds])).toEqual(
    [1, 1, 12, 12].map((size) => [size, 2]),
  );
  for (const { measurements } of json.workloads) {
    const [ours, plain] = measurements;
    expect(ours.check[0]).toBeCloseTo(plain.check[0], 1);
    // Whole calls in a block.
    const submits = ours.callsPerStep.submit * ours.stepsPerBlock;
    expect(submits).toBeCloseTo(Math.round(submits), 6);
    expect(submits).toBeGreaterThan(0);
    expect(ours.gpuBytes).toBeGreaterThan(0);
  }
  const [, ...lines] = (await (await exported('CSV')).text()).trim().split('\r\n');
  expect(lines.map((line) => line.split(',').slice(0, 4))).toEqual(
    rows.map(({ batchSize, engine, title, milliseconds }) => [
      `${batchSize}`,
      engine,
      title,
      `${milliseconds}`,
    ]),
  );
  const picture = await createImageBitmap(await exported('PNG'));
  expect(picture.height).toBeGreaterThan(element<HTMLCanvasElement>('.plot canvas').height);

  setLanguage('ko', { remember: false });
  expect([text('h1'), start.innerText, text('.figure-table caption')]).toEqual(['처리량', '시작', '측정값']);
  setLanguage('en', { remember: false });

  set(1, 5000);
  start.click();
  await vi.waitUntil(() => text('.progress').includes('preparing'));
  stop.click();
  await settled();
  expect(text('.progress')).toBe('Stopped. What was measured is kept.');
});

test('an engine in a worker: what it cannot do, calls that fail, and an end at once', async () => {
  const { signal } = new AbortController();
  await expect(openWorker('abacus', 'linear-1', signal)).rejects.toThrow("There is no engine 'abacus'");
  await expect(openWorker('tfjs-wasm', 'cnn', signal)).rejects.toThrow(Unsupported);
  const controller = new AbortController();
  const contestant = await openWorker('plain-js', 'mlp-8192', controller.signal);
  expect(contestant.about).toMatchObject({ engine: 'plain JavaScript', stride: 1 });
  const endless = contestant.time(1_000_000);
  controller.abort();
  await expect(endless).rejects.toThrow('aborted');
  await expect(contestant.time(1)).rejects.toThrow('aborted');
});
