import { type Chart, createChart } from '../shared/chart.ts';
import { features, type Line, labels } from './points.ts';

/** Where the line is drawn: a little beyond the points. */
const from = 0;
const to = 13;
const xs = [from, ...features, to];
const points = [null, ...labels, null];
const along = ({ slope, intercept }: Line) => xs.map((x) => slope * x + intercept);

/** The points with the fitted line and the least-squares line. The axes stand still, so that the line moves. */
export function fitChart(host: HTMLElement, best: Line): { show(line: Line | null): void } {
  const chart = createChart(host, {
    title: 'The points and the line',
    x: { label: 'feature', whole: true, range: [from, to] },
    y: { label: 'label', range: [0, 42] },
    series: [
      { label: 'least squares', color: '--ink-soft', style: 'dashed' },
      { label: 'this model', color: '--orange' },
      { label: 'points', color: '--blue', style: 'points' },
    ],
    values: false,
  });
  const show = (line: Line | null) => {
    chart.update(xs, [along(best), line ? along(line) : xs.map(() => null), points]);
  };
  show(null);
  return { show };
}

/** The error after every epoch. */
export const curveChart = (host: HTMLElement): Chart =>
  createChart(host, {
    title: 'The error while training',
    x: { label: 'epoch', whole: true },
    y: { label: 'RMSE, in units of the label' },
    series: [{ label: 'RMSE', color: '--blue' }],
    empty: 'Press Train: the error appears here, epoch by epoch.',
  });
