import { expect, test } from 'vitest';
import { throughputChart } from '../../bench/chart.ts';
import {
  checkAgreement,
  type Measurement,
  quantile,
  timing,
  type WorkloadResult,
} from '../../bench/report.ts';
import { tables } from '../../bench/tables.ts';

const measurement = (title: string, blocks: number[], check = [2, 1]): Measurement => ({
  engine: title,
  title,
  blocks,
  stepsPerBlock: 10,
  check,
  firstStep: 123.4,
  callsPerStep: {
    dispatchWorkgroups: 4,
    submit: 0.02,
    createBuffer: 0,
    createBindGroup: 0,
    createComputePipeline: 0,
    writeBuffer: 0,
    writeBufferBytes: 1234,
    mapAsync: 0,
  },
  gpuBytes: 2.5e6,
});

const result = (batchSize: number, measurements: Measurement[]): WorkloadResult => ({
  name: `mlp-${batchSize}`,
  group: 'mlp',
  title: `MLP, batch ${batchSize}`,
  amount: { perStep: batchSize, unit: 'examples' },
  measurements,
  skipped: [{ engine: 'slow', reason: 'one step takes 9.0 s' }],
});

test('quantiles lie between the values next to them', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  expect(quantile([7], 0.75)).toBe(7);
});

test('a timing has the median, the quartiles, the rate and the median of the ratios of a round', () => {
  const first = measurement('first', [1, 2, 4, 1, 1]);
  const other = measurement('other', [3, 4, 4, 9, 2]);
  expect(timing(other, first, { perStep: 32, unit: 'examples' })).toEqual({
    milliseconds: 4,
    quartiles: [3, 4],
    perSecond: 8000,
    // 3, 2, 1, 9, 2
    ratio: 2,
  });
});

test('rounds that the first engine has not had yet make no ratio', () => {
  const { ratio } = timing(measurement('other', [6, 1]), measurement('first', [2]), {
    perStep: 1,
    unit: 'B',
  });
  expect(ratio).toBe(3);
});

test('engines agree within a thousandth', () => {
  const first = measurement('first', [1], [2, -1]);
  checkAgreement([first, measurement('other', [1], [2.0019, -1.0009])]);
  expect(() => checkAgreement([first, measurement('other', [1], [2.0019, -1.0011])])).toThrow(
    'The engines compute different things: first has 2, -1; other has 2.0019, -1.0011.',
  );
  expect(() => checkAgreement([first, measurement('other', [1], [2, -1, 3])])).toThrow('different things');
  expect(() => checkAgreement([first, measurement('other', [1], [Number.NaN, -1])])).toThrow('different');
});

test('tables have units, three digits, and who was left out', () => {
  const kernels = [{ kernel: 'matmul', dispatches: 2, milliseconds: 0.75 }];
  const first = { ...measurement('first 1.0', [1.23456]), kernels };
  const text = tables(result(32, [first, measurement('other', [12.3456])]), null);
  expect(text).toMatchInlineSnapshot(`
    "MLP, batch 32

                 ms a step     quartiles  examples/s  times first  ms to first step
      first 1.0       1.23  1.23 to 1.23      25,920            1               123
      other           12.3  12.3 to 12.3       2,592           10               123

      calls a step  dispatches  submits  buffers  bind groups  pipelines  writes  bytes written  read-backs  MB held
      first 1.0              4     0.02        0            0          0       0           1234           0      2.5
      other                  4     0.02        0            0          0       0           1234           0      2.5

      GPU time a step  dispatches    ms  of 0.75 ms
      matmul                    2  0.75       100 %

      slow left out: one step takes 9.0 s"
  `);
});

test('bandwidths are in GB/s, beside that of copies', () => {
  const bandwidth = {
    ...result(1, [measurement('first', [2])]),
    amount: { perStep: 4e6, unit: 'B' } as const,
  };
  const text = tables(bandwidth, 12.5e9);
  expect(text).toMatch(/GB\/s .*\n +first +2 +2 to 2 +2 /);
  expect(text).toContain('The adapter copies 12.5 GB/s');
});

test('the chart is an SVG file with a line and a name for every engine, and units', () => {
  const results = [1, 32, 512].map((size) =>
    result(size, [measurement('first', [1, 2, 3]), measurement('other', [2, 4, 9])]),
  );
  const svg = throughputChart(results, 'the machine & the command') ?? '';
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toContain('prefers-color-scheme: dark');
  for (const text of [
    '● first',
    '● other',
    '>512<',
    'examples a second',
    'batch size',
    'machine &amp; the',
  ]) {
    expect(svg).toContain(text);
  }
  expect(svg).not.toContain('NaN');
  const heightOf = (caption: string) =>
    Number(/height="(\d+)"/.exec(throughputChart(results, caption) ?? '')?.[1]);
  expect(heightOf('every word '.repeat(40))).toBeGreaterThan(heightOf('the machine & the command'));
});

test('one batch size makes no chart', () => {
  expect(throughputChart([result(32, [measurement('first', [1])])], '')).toBeNull();
});
