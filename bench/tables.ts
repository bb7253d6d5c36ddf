import { type Measurement, timing, type WorkloadResult } from './report.ts';
import type { Amount } from './workloads/workload.ts';

const CALLS: readonly [heading: string, call: string][] = [
  ['dispatches', 'dispatchWorkgroups'],
  ['submits', 'submit'],
  ['buffers', 'createBuffer'],
  ['bind groups', 'createBindGroup'],
  ['pipelines', 'createComputePipeline'],
  ['writes', 'writeBuffer'],
  ['bytes written', 'writeBufferBytes'],
  ['read-backs', 'mapAsync'],
];

/** The unit of a rate, and what it is divided by. */
export const RATES: Readonly<Record<Amount['unit'], readonly [unit: string, divisor: number]>> = {
  examples: ['examples/s', 1],
  FLOP: ['GFLOP/s', 1e9],
  B: ['GB/s', 1e9],
};

/** The result of a workload as text: times, calls, and who took no part. */
export function tables({ title, amount, measurements, skipped }: WorkloadResult): string {
  const [first] = measurements;
  const [unit, divisor] = RATES[amount.unit];
  const times = measurements.map((measurement) => {
    const { milliseconds, quartiles, perSecond, ratio } = timing(measurement, first, amount);
    return [
      measurement.title,
      figure(milliseconds),
      quartiles.map(figure).join(' to '),
      rate(perSecond / divisor),
      figure(ratio),
      `${Math.round(measurement.firstStep)}`,
    ];
  });
  const calls = measurements.flatMap(({ title: name, callsPerStep, gpuBytes }) =>
    callsPerStep && gpuBytes > 0
      ? [[name, ...CALLS.map(([, call]) => figure(callsPerStep[call])), figure(gpuBytes / 1e6)]]
      : [],
  );
  return [
    title,
    table([['', 'ms a step', 'quartiles', unit, `times ${nameOf(first)}`, 'ms to first step'], ...times]),
    calls.length > 0 && table([['calls a step', ...CALLS.map(([heading]) => heading), 'MB held'], ...calls]),
    skipped.map(({ engine, reason }) => `  ${engine} left out: ${reason}`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const nameOf = ({ title }: Measurement): string => title.split(' ')[0];

/** Three significant digits. */
const figure = (value: number): string =>
  value === 0 ? '0' : value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;

const rate = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : figure(value);

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}
