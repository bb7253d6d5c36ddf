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

/**
 * The result of a workload as text: times, calls, the first engine's kernels, and who took no part.
 *
 * @param copyBandwidth bytes a second of the adapter's copies, which is given beside bandwidths
 */
export function tables(
  { title, amount, measurements, skipped }: WorkloadResult,
  copyBandwidth: number | null,
): string {
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
    amount.unit === 'B' &&
      copyBandwidth !== null &&
      `  The adapter copies ${figure(copyBandwidth / 1e9)} GB/s, read and written, from buffer to buffer.`,
    calls.length > 0 && table([['calls a step', ...CALLS.map(([heading]) => heading), 'MB held'], ...calls]),
    kernelTable(first),
    skipped.map(({ engine, reason }) => `  ${engine} left out: ${reason}`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Kernels that take most of the GPU's time. */
const LONGEST = 8;

function kernelTable({ kernels = [] }: Measurement): string | false {
  if (kernels.length === 0) return false;
  const total = kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = kernels
    .slice(0, LONGEST)
    .map(({ kernel, dispatches, milliseconds }) => [
      kernel.length > 70 ? `${kernel.slice(0, 69)}…` : kernel,
      figure(dispatches),
      figure(milliseconds),
      `${Math.round((100 * milliseconds) / total)} %`,
    ]);
  return table([['GPU time a step', 'dispatches', 'ms', `of ${figure(total)} ms`], ...rows]);
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
