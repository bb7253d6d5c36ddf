import type { WorkloadResult } from '../../bench/report.ts';
import { type Chart, chartHost, createChart } from '../shared/chart.ts';
import type { ChartSeries } from '../shared/chart-series.ts';
import { compact, rate } from '../shared/format.ts';
import { engineChoices } from './engine-choices.ts';
import { kneesOf } from './knee.ts';
import { rowsOf } from './rows.ts';
import { results as texts } from './texts.ts';

export interface ThroughputChart {
  readonly element: HTMLElement;
  /** @param batchSizes all that will be measured: the axis has room for them from the start */
  show(results: readonly WorkloadResult[], batchSizes: readonly number[]): void;
}

const rates: ChartSeries[] = engineChoices.map(({ title, color }) => ({ label: title, color, dotted: true }));
const rings: ChartSeries[] = engineChoices.map(({ color }) => ({ color, style: 'rings', size: 15 }));
const memories: ChartSeries[] = engineChoices.map(({ color }) => ({ color, style: 'dashed', axis: 'y2' }));

/** Rates with their spread and knee, and memory on the right, of every engine that was measured. */
export function createThroughputChart(): ThroughputChart {
  let ticks: readonly number[] = [];
  const chart: Chart = createChart(chartHost(), {
    title: texts.chart,
    x: { label: texts.xAxis, log: true, ticks: () => ticks, tick: (size) => `${size}` },
    y: { label: texts.yAxis, log: true, tick: compact, format: rate },
    y2: { label: texts.memoryAxis, log: true, tick: compact },
    series: [...rates, ...rings, ...memories],
    empty: texts.empty,
    onlyFilled: true,
  });
  const show = (results: readonly WorkloadResult[], batchSizes: readonly number[]) => {
    ticks = batchSizes;
    const rows = rowsOf(results);
    if (rows.length === 0)
      return chart.update(
        [],
        [...rates, ...rings, ...memories].map(() => []),
      );
    const knees = kneesOf(rows);
    const points = engineChoices.map(({ name }) =>
      batchSizes.map((size) => rows.find((row) => row.engine === name && row.batchSize === size)),
    );
    const columns = [
      ...points.map((own) => own.map((row) => row?.examplesPerSecond ?? null)),
      ...points.map((own) =>
        own.map((row) =>
          row && knees.some(({ engine, batchSize }) => engine === row.engine && batchSize === row.batchSize)
            ? row.examplesPerSecond
            : null,
        ),
      ),
      ...points.map((own) => own.map((row) => row?.gpu?.bytesHeld ?? null)),
    ];
    const spreads = points.map((own) =>
      own.map((row) => {
        if (!row) return null;
        const [low, high] = row.quartiles.map((milliseconds) => (1000 * row.batchSize) / milliseconds);
        return [low, high] as const;
      }),
    );
    chart.update([...batchSizes], columns, undefined, spreads);
  };
  return { element: chart.element, show };
}
