import { type Chart, chartHost, createChart } from '../shared/chart.ts';
import { features, type Line, labels } from './points.ts';
import { texts } from './texts.ts';

/** Where the line is drawn: a little beyond the points. */
const from = 0;
const to = 13;
const xs = [from, ...features, to];
const points = [null, ...labels, null];
const along = ({ slope, intercept }: Line) => xs.map((x) => slope * x + intercept);

/** The points with the fitted line and the least-squares line. The axes stand still, so that the line moves. */
export function fitChart(best: Line): { element: HTMLElement; show(line: Line | null): void } {
  const chart = createChart(chartHost(), {
    title: texts.fit,
    x: { label: texts.feature, whole: true, range: [from, to] },
    y: { label: texts.label, range: [0, 42] },
    series: [
      { label: texts.leastSquares, color: '--ink-soft', style: 'dashed' },
      { label: texts.model, color: '--orange' },
      { label: texts.points, color: '--blue', style: 'points' },
    ],
    values: false,
  });
  const show = (line: Line | null) => {
    chart.update(xs, [along(best), line ? along(line) : xs.map(() => null), points]);
  };
  show(null);
  return { element: chart.element, show };
}

/** The error after every epoch. */
export const curveChart = (): Chart =>
  createChart(chartHost(), {
    title: texts.curve,
    x: { label: texts.epoch, whole: true },
    y: { label: texts.rmse },
    series: [{ label: 'RMSE', color: '--blue' }],
    empty: texts.empty,
  });
