import { timing, type WorkloadResult } from '../../bench/report.ts';
import { create } from '../shared/dom.ts';
import type { Machine } from './machine.ts';
import { type Row, rowsOf } from './rows.ts';
import type { Failure } from './sweep.ts';

/** A whole measurement. */
export interface Outcome {
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  /** Milliseconds. */
  readonly block: number;
  readonly results: readonly WorkloadResult[];
  readonly failures: readonly Failure[];
}

/** All there is, every block included: `workloads` has the form that `npm run bench` writes. */
export function toJson({ results, ...rest }: Outcome): string {
  const workloads = results.map(({ measurements, ...workload }) => ({
    ...workload,
    measurements: measurements.map((measurement) => ({
      ...timing(measurement, measurements[0], workload.amount),
      ...measurement,
    })),
  }));
  return `${JSON.stringify({ ...rest, workloads }, null, 2)}\n`;
}

/** Heading and value of every column; the machine is in each row, so that files can be put together. */
const COLUMNS: readonly (readonly [
  heading: string,
  value: (row: Row, outcome: Outcome) => string | number,
])[] = [
  ['batch_size', (row) => row.batchSize],
  ['engine', (row) => row.engine],
  ['version', (row) => row.title],
  ['ms_per_step', (row) => row.milliseconds],
  ['ms_lower_quartile', (row) => row.quartiles[0]],
  ['ms_upper_quartile', (row) => row.quartiles[1]],
  ['examples_per_second', (row) => row.examplesPerSecond],
  ['times_first', (row) => row.ratio],
  ['rounds', (row) => row.rounds],
  ['steps_per_round', (row) => row.stepsPerRound],
  ['dispatches_per_step', (row) => row.gpu?.dispatches ?? ''],
  ['submits_per_step', (row) => row.gpu?.submits ?? ''],
  ['writes_per_step', (row) => row.gpu?.writes ?? ''],
  ['bytes_written_per_step', (row) => row.gpu?.bytesWritten ?? ''],
  ['read_backs_per_step', (row) => row.gpu?.readBacks ?? ''],
  ['gpu_bytes_held', (row) => row.gpu?.bytesHeld ?? ''],
  ['model', (_, { results }) => results[0].group],
  ['adapter', (_, { machine }) => machine.adapter],
  ['browser', (_, { machine }) => machine.browser],
  ['cores', (_, { machine }) => machine.cores],
];

const quoted = (value: string | number): string =>
  /[",\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`;

/** A line per batch size and engine below a line of headings, as RFC 4180 has it. */
export function toCsv(outcome: Outcome): string {
  const lines = rowsOf(outcome.results).map((row) => COLUMNS.map(([, value]) => value(row, outcome)));
  return [COLUMNS.map(([heading]) => heading), ...lines]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

/** Lets the browser keep a file. */
export function download(name: string, blob: Blob): void {
  const href = URL.createObjectURL(blob);
  create('a', { href, download: name }).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
