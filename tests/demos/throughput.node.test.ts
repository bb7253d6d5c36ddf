import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Contestant } from '../../bench/contestant.ts';
import { engines } from '../../bench/engines/index.ts';
import type { WorkloadResult } from '../../bench/report.ts';
import { workloads } from '../../bench/workloads/index.ts';
import { engineChoices } from '../../demos/throughput/engine-choices.ts';
import { toCsv, toJson } from '../../demos/throughput/exports.ts';
import { kneesOf } from '../../demos/throughput/knee.ts';
import { browserOf } from '../../demos/throughput/machine.ts';
import { modelChoices, trainingsOf } from '../../demos/throughput/model-choices.ts';
import { type Row, rowsOf } from '../../demos/throughput/rows.ts';
import { type SweepState, sweep } from '../../demos/throughput/sweep.ts';

const row = (engine: string, batchSize: number, examplesPerSecond: number): Row => ({
  batchSize,
  engine,
  title: `${engine} 1.0`,
  milliseconds: (1000 * batchSize) / examplesPerSecond,
  quartiles: [0, 0],
  examplesPerSecond,
  ratio: 1,
  rounds: 1,
  stepsPerRound: 1,
  gpu: null,
});

test('the knee is the smallest batch size with 90 % of the best rate', () => {
  const rates = [100, 700, 899, 900, 1000, 950];
  const rows = rates.map((rate, k) => row('a', 2 ** k, rate)).reverse();
  expect(kneesOf(rows)).toEqual([
    { engine: 'a', title: 'a 1.0', batchSize: 8, examplesPerSecond: 900, last: false },
  ]);
  // Still rising at the end; falling from the start; one size, of which nothing can be said.
  const others = [row('b', 1, 10), row('b', 8, 20), row('c', 1, 20), row('c', 8, 10), row('d', 1, 10)];
  expect(kneesOf(others).map(({ engine, batchSize, last }) => [engine, batchSize, last])).toEqual([
    ['b', 8, true],
    ['c', 1, false],
  ]);
});

test('every engine and every model of the benchmark is offered', () => {
  expect(engineChoices.map(({ name }) => name).sort()).toEqual(Object.keys(engines).sort());
  expect(new Set(engineChoices.map(({ color }) => color)).size).toBe(engineChoices.length);
  const trainings = workloads.filter(({ kind }) => kind === 'training');
  const groups = [...new Set(trainings.map(({ group }) => group))];
  expect(modelChoices.map(({ group }) => group).sort()).toEqual(groups.sort());
  for (const choice of modelChoices) {
    expect(trainingsOf(choice).map(({ batchSize }) => batchSize)).toEqual(choice.batchSizes);
    expect([...choice.batchSizes].sort((a, b) => a - b)).toEqual(choice.batchSizes);
  }
});

const result: WorkloadResult = {
  name: 'mlp-32',
  group: 'mlp',
  title: 'A model',
  amount: { perStep: 32, unit: 'examples' },
  skipped: [],
  measurements: [
    {
      engine: 'gradloom',
      title: 'gradloom, "fast" 1.0',
      blocks: [2, 1 / 3, 4],
      stepsPerBlock: 7,
      check: [2.25, 1.5],
      firstStep: 50,
      callsPerStep: {
        dispatchWorkgroups: 12.5,
        submit: 0.1,
        writeBuffer: 2,
        writeBufferBytes: 64,
        mapAsync: 0,
      },
      gpuBytes: 3_240_000,
    },
    {
      engine: 'plain-js',
      title: 'plain JavaScript',
      blocks: [4, 1, 8],
      stepsPerBlock: 3,
      check: [2.25, 1.5],
      firstStep: 5,
      callsPerStep: null,
      gpuBytes: 0,
    },
  ],
};

const outcome = {
  date: '2026-11-21T12:00:00.000Z',
  machine: { adapter: 'nvidia, ada', software: false, browser: 'Chrome 141', cores: 8 },
  rounds: 3,
  block: 300,
  results: [result],
  failures: [{ batchSize: 32, engine: 'tfjs-cpu', reason: 'one step takes 6.0 s' }],
};

test('figures: medians, quartiles, rates, ratios, counts', () => {
  const [first, second] = rowsOf([result]);
  expect(first).toMatchObject({ milliseconds: 2, quartiles: [(2 + 1 / 3) / 2, 3], ratio: 1, rounds: 3 });
  expect(first.examplesPerSecond).toBe(16_000);
  expect(first.gpu).toEqual({
    dispatches: 12.5,
    submits: 0.1,
    writes: 2,
    bytesWritten: 64,
    readBacks: 0,
    bytesHeld: 3_240_000,
  });
  expect(second).toMatchObject({ milliseconds: 4, ratio: 2, gpu: null });
});

test('CSV and JSON hold the same figures', () => {
  const options = { delimiter: ',', delimitersToGuess: [], skipEmptyLines: 'greedy' } as const;
  const [headings, ...lines] = Papa.parse(toCsv(outcome), options).data;
  const data = lines.map((cells) => Object.fromEntries(cells.map((cell, k) => [headings[k], cell])));
  const rows = rowsOf([result]);
  for (const [k, line] of data.entries()) {
    expect(line).toMatchObject({ engine: rows[k].engine, version: rows[k].title, model: 'mlp', cores: '8' });
    expect(line.adapter).toBe('nvidia, ada');
    expect(Number(line.ms_per_step)).toBe(rows[k].milliseconds);
    expect([line.ms_lower_quartile, line.ms_upper_quartile].map(Number)).toEqual(rows[k].quartiles);
    expect(Number(line.examples_per_second)).toBe(rows[k].examplesPerSecond);
    expect(line.dispatches_per_step).toBe(`${rows[k].gpu?.dispatches ?? ''}`);
    expect(line.gpu_bytes_held).toBe(`${rows[k].gpu?.bytesHeld ?? ''}`);
  }
  expect(data).toHaveLength(2);
  const parsed = JSON.parse(toJson(outcome));
  expect(parsed).toMatchObject({
    machine: outcome.machine,
    failures: outcome.failures,
    rounds: 3,
    block: 300,
  });
  expect(parsed.workloads).toMatchObject([result]);
  expect(rowsOf(parsed.workloads)).toEqual(rows);
  expect(parsed.workloads[0].measurements[1]).toMatchObject({ milliseconds: 4, perSecond: 8000, ratio: 2 });
});

test('browsers by their user agents', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
  expect(browserOf(chrome)).toBe('Chrome 141');
  expect(browserOf(`${chrome} Edg/141.0.3537.57`)).toBe('Edge 141');
  expect(browserOf('Mozilla/5.0 (Macintosh) Gecko/20100101 Firefox/145.0')).toBe('Firefox 145');
  expect(browserOf('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML) Version/26.0 Safari/605.1.15')).toBe(
    'Safari 26',
  );
  expect(browserOf('something else')).toBe('something else');
});

/** A contestant whose every step takes a millisecond. */
const scripted = (engine: string, losses: number[]): Contestant => ({
  about: { engine, stride: 1, adapter: null },
  check: async () => ({ values: losses, firstStep: 1 }),
  time: async (steps) => steps,
  count: async () => ({ calls: null, gpuBytes: 0 }),
  profile: async () => null,
  close: async () => {},
});

const sweepOptions = {
  workloads: trainingsOf(modelChoices[0]).slice(0, 2),
  engines: ['a', 'wrong', 'b'],
  rounds: 3,
  block: 100,
  open: async (engine: string) => scripted(engine, engine === 'wrong' ? [2, 1.1] : [2, 1]),
};

test('a sweep measures every batch size; an engine with other losses is an error of that engine', async () => {
  const states: SweepState[] = [];
  const { signal } = new AbortController();
  const last = await sweep({ ...sweepOptions, signal }, (state) => states.push(state));
  expect(rowsOf(last.results).map(({ engine, batchSize, rounds }) => [engine, batchSize, rounds])).toEqual([
    ['a', 1, 3],
    ['b', 1, 3],
    ['a', 8, 3],
    ['b', 8, 3],
  ]);
  expect(last.failures).toEqual(
    [1, 8].map((batchSize) => ({
      engine: 'wrong',
      batchSize,
      reason: 'The engines compute different things: a has 2, 1; wrong has 2, 1.1.',
    })),
  );
  const shares = states.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect([shares[0], shares.at(-1), last.doing]).toEqual([0, 1, null]);
  const doings = states.map(({ doing }) => `${doing?.engine} ${doing?.batchSize} ${doing?.round}`);
  expect(doings).toEqual(expect.arrayContaining(['wrong 1 0', 'a 1 1', 'b 8 3']));
  // What was told stays as it was.
  expect(states.map(({ results }) => rowsOf(results)[0]?.rounds ?? 0).slice(-1)).toEqual([3]);
  expect(states.find(({ results }) => results.length > 0)?.results[0].measurements[0].blocks).toHaveLength(1);
});

test('a sweep that is stopped keeps what it has measured', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const last = await sweep({ ...sweepOptions, signal }, ({ doing }) => {
    if (doing?.batchSize === 8 && doing.round === 2) controller.abort();
  });
  const rows = rowsOf(last.results).map(
    ({ engine, batchSize, rounds }) => `${engine} ${batchSize} ${rounds}`,
  );
  expect(rows).toEqual(['a 1 3', 'b 1 3', 'a 8 1', 'b 8 1']);
  expect(last.doing).toBeNull();
  expect(last.share).toBeLessThan(1);
});
