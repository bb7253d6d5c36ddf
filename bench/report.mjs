// Turns what tools/bench.mjs measured into figures and tables.

/**
 * @typedef {{ milliseconds: number, quartiles: [number, number], examplesPerSecond: number, ratio: number }} Timing
 *   per step; `ratio` is how many times as long as the first engine, by the median of the rounds' ratios:
 *   engines take turns within a round, so a change in the machine's load meets them all
 * @typedef {{ engine: string, blocks: number[], stepsPerBlock: number, callsPerStep: Record<string, number>, losses: number[] }} Measurement
 *   `blocks`: milliseconds a step in each round
 * @typedef {{ title: string, batchSize: number, measurements: Measurement[] }} WorkloadResult
 */

/** @param {number[]} values @param {number} share 0.5 for the median */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [below, above] = [Math.floor(position), Math.ceil(position)];
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** @param {Measurement} measurement @param {Measurement} first @param {number} batchSize @returns {Timing} */
export function timing({ blocks }, first, batchSize) {
  const milliseconds = quantile(blocks, 0.5);
  return {
    milliseconds,
    quartiles: [quantile(blocks, 0.25), quantile(blocks, 0.75)],
    examplesPerSecond: (1000 * batchSize) / milliseconds,
    ratio: quantile(
      blocks.map((block, round) => block / first.blocks[round]),
      0.5,
    ),
  };
}

/** The engines' losses agree when they differ by less than this share of the first engine's. */
const TOLERANCE = 1e-3;

/** @param {Measurement[]} measurements @throws when an engine trains something else than the first one */
export function checkLosses([first, ...others]) {
  for (const { engine, losses } of others) {
    const same = losses.every(
      (loss, k) => Math.abs(loss - first.losses[k]) <= TOLERANCE * Math.abs(first.losses[k]),
    );
    if (same) continue;
    throw new Error(
      `The engines do not train the same: the losses are ${first.losses.join(', ')} in ${first.engine}, ` +
        `${losses.join(', ')} in ${engine}.`,
    );
  }
}

/** @type {[heading: string, call: string][]} */
const CALLS = [
  ['dispatches', 'dispatchWorkgroups'],
  ['passes', 'beginComputePass'],
  ['submits', 'submit'],
  ['buffers', 'createBuffer'],
  ['bind groups', 'createBindGroup'],
  ['pipelines', 'createComputePipeline'],
  ['writes', 'writeBuffer'],
  ['maps', 'mapAsync'],
];

/** @param {WorkloadResult} result */
export function tables({ title, batchSize, measurements }) {
  const [first] = measurements;
  const times = measurements.map((measurement) => {
    const { milliseconds, quartiles, examplesPerSecond, ratio } = timing(measurement, first, batchSize);
    return [
      measurement.engine,
      figure(milliseconds),
      quartiles.map(figure).join(' to '),
      Math.round(examplesPerSecond).toLocaleString('en'),
      figure(ratio),
    ];
  });
  const calls = measurements.map(({ engine, callsPerStep }) => [
    engine,
    ...CALLS.map(([, call]) => figure(callsPerStep[call])),
  ]);
  return [
    title,
    table([['', 'ms a step', 'quartiles', 'examples/s', `times ${first.engine}`], ...times]),
    table([['calls a step', ...CALLS.map(([heading]) => heading)], ...calls]),
  ].join('\n\n');
}

/** Three significant digits. @param {number} value */
const figure = (value) =>
  value === 0 ? '0' : value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;

/** @param {string[][]} rows */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}
