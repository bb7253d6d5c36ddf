import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { create } from './dom.ts';
import { significant } from './format.ts';
import { inLanguage, onLanguage, say, type Words } from './language.ts';

export interface ChartSeries {
  readonly label: Words;
  /** A custom property of theme.css, such as `--blue`: the chart follows a change of colour scheme. */
  readonly color: string;
  /** Default `line`. */
  readonly style?: 'line' | 'dashed' | 'points';
  /** Of points, in pixels. Default 9. */
  readonly size?: number;
}

export interface ChartAxis {
  /** What the axis shows, with its unit: `RMSE (units of the label)`. */
  readonly label: Words;
  /** Ticks at whole numbers only. Default false. */
  readonly whole?: boolean;
  /** Fixed limits; default: the data's. */
  readonly range?: readonly [number, number];
  /** Text of a value in the legend. Default: three significant digits. */
  readonly format?: (value: number) => string;
  /** Text of a tick. Default: the browser's number format. */
  readonly tick?: (value: number) => string;
}

export interface ChartOptions {
  readonly title: Words;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  /** Shown in place of the curves until there are any. */
  readonly empty?: Words;
  /** Whether the legend shows values: the last ones, or those under the pointer. Default true. */
  readonly values?: boolean;
}

export interface Chart {
  /** Where it was built. */
  readonly element: HTMLElement;
  /**
   * Draws `x` and one column for each series; null is a gap. With `end` the x axis goes from 0 to there: a live
   * chart that leaves room does not have to be scaled anew for every point.
   */
  update(x: number[], columns: (number | null)[][], end?: number): void;
}

const cssValue = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const WHOLE = [1, 10, 100, 1000].flatMap((power) => [power, 2 * power, 5 * power]);
const FONT = '12px system-ui, sans-serif';

function axis(options: ChartAxis, side: 'x' | 'y'): uPlot.Axis {
  return {
    scale: side,
    label: inLanguage(options.label),
    labelFont: FONT,
    labelSize: 20,
    font: FONT,
    size: side === 'x' ? 30 : (_, ticks) => 14 + 7 * Math.max(2, ...(ticks ?? []).map((tick) => tick.length)),
    space: side === 'x' ? 56 : 36,
    stroke: () => cssValue('--ink-soft'),
    grid: { show: side === 'y', stroke: () => cssValue('--rule'), width: 1 },
    ticks: { show: side === 'x', stroke: () => cssValue('--rule-strong'), width: 1, size: 5 },
    ...(options.whole && { incrs: WHOLE }),
    ...(options.tick && { values: (_: uPlot, ticks: number[]) => ticks.map(options.tick!) }),
  };
}

function line({ color, style = 'line', size = 9 }: ChartSeries): uPlot.Series {
  const stroke = () => cssValue(color);
  if (style === 'points') {
    return { stroke, paths: () => null, points: { show: true, size, width: 0, fill: stroke } };
  }
  // One value makes no line: show it as a point.
  const isAlone = (plot: uPlot, i: number) => [...plot.data[i]].filter((value) => value != null).length < 2;
  const points = { show: isAlone, size: 6, fill: stroke };
  const dashed = style === 'dashed';
  return { stroke, width: dashed ? 1.5 : 2, points, spanGaps: true, ...(dashed && { dash: [5, 5] }) };
}

/** A place for a chart, where the page has none in its HTML. */
export const chartHost = (): HTMLElement => create('figure', { className: 'panel chart' });

/** A live chart inside `host`, of class `chart`: title, legend with values, labelled axes; it resizes and follows light and dark. */
export function createChart(host: HTMLElement, options: ChartOptions): Chart {
  const { title, x, y, series, empty, values = true } = options;
  const outputs = series.map(() => create('output'));
  const legend = create('ul', { className: 'legend' });
  series.forEach(({ label, color, style = 'line' }, i) => {
    const swatch = create('span', { className: `swatch ${style}` });
    swatch.style.setProperty('--color', `var(${color})`);
    legend.append(create('li', {}, swatch, say(create('span'), label), outputs[i]));
  });
  const plotHost = create('div', { className: 'plot' });
  const placeholder = say(create('p', { className: 'empty' }), empty ?? '');
  plotHost.append(placeholder);
  host.append(say(create('figcaption'), title), legend, plotHost);

  let shown: (number | null)[][] = [];
  let xEnd: number | undefined;
  const showValues = (plot: uPlot) => {
    if (!values) return;
    const format = y.format ?? significant;
    outputs.forEach((output, i) => {
      const column = shown[i] ?? [];
      const value =
        plot.cursor.idx == null ? column.findLast((entry) => entry != null) : column[plot.cursor.idx];
      output.textContent = value == null ? '' : format(value);
    });
  };
  const plot = new uPlot(
    {
      width: Math.max(plotHost.clientWidth, 100),
      height: Math.max(plotHost.clientHeight, 100),
      // Without data there is no x axis, below which the last tick of the other one could hang.
      padding: [10, 20, (_, side, sidesWithAxes) => (sidesWithAxes[side] ? 0 : 10), 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: {
          time: false,
          range: (_, from, to) => {
            if (x.range) return [...x.range];
            return xEnd === undefined || from === null ? [from, to] : [0, xEnd];
          },
        },
        y: y.range ? { range: [...y.range] as [number, number] } : {},
      },
      axes: [axis(x, 'x'), axis(y, 'y')],
      series: [{}, ...series.map(line)],
      hooks: { setCursor: [showValues], setData: [showValues] },
    },
    [[], ...series.map(() => [])],
    plotHost,
  );
  new ResizeObserver(() => {
    plot.setSize({ width: plotHost.clientWidth, height: plotHost.clientHeight });
  }).observe(plotHost);
  // Axes without data have no place for anything yet.
  const redraw = () => {
    if (plot.data[0].length > 0) plot.redraw(false);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  onLanguage(() => {
    [x, y].forEach(({ label }, i) => {
      plot.axes[i].label = inLanguage(label);
    });
    redraw();
  });
  return {
    element: host,
    update: (xs, columns, end) => {
      xEnd = end;
      placeholder.hidden = columns.some((column) => column.length > 0);
      // NaN and infinity have no place on an axis: they are gaps.
      shown = columns.map((column) => column.map((value) => (Number.isFinite(value) ? value : null)));
      plot.setData([xs, ...shown]);
    },
  };
}
