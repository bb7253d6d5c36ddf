import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axis, type ChartAxis, xScale, yScale } from './chart-axis.ts';
import { type ChartSeries, drawSpreads, line, type Spread } from './chart-series.ts';
import { create } from './dom.ts';
import { significant } from './format.ts';
import { inLanguage, onLanguage, say, type Words } from './language.ts';

export interface ChartOptions {
  readonly title: Words;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** On the right. */
  readonly y2?: ChartAxis;
  readonly series: readonly ChartSeries[];
  /** Shown in place of the curves until there are any. */
  readonly empty?: Words;
  /** Whether the legend shows values: the last ones, or those under the pointer. Default true. */
  readonly values?: boolean;
  /** Whether the legend leaves out series that have no values yet. Default false. */
  readonly onlyFilled?: boolean;
}

export interface Chart {
  /** Where it was built. */
  readonly element: HTMLElement;
  /**
   * Draws `x` and one column for each series; null is a gap. With `end` the x axis goes from 0 to there: a live
   * chart that leaves room does not have to be scaled anew for every point. `spreads` are drawn as bars around the
   * values, for each series as many as there are values, or none.
   */
  update(
    x: number[],
    columns: (number | null)[][],
    end?: number,
    spreads?: readonly (readonly Spread[])[],
  ): void;
}

/** A place for a chart, where the page has none in its HTML. */
export const chartHost = (): HTMLElement => create('figure', { className: 'panel chart' });

/** A live chart inside `host`, of class `chart`: title, legend with values, labelled axes; it resizes and follows light and dark. */
export function createChart(host: HTMLElement, options: ChartOptions): Chart {
  const { title, x, y, y2, series, empty, values = true, onlyFilled = false } = options;
  const outputs = series.map(() => create('output'));
  const legend = create('ul', { className: 'legend' });
  const entries = series.map(({ label, color, style = 'line' }, i) => {
    const swatch = create('span', { className: `swatch ${style}` });
    swatch.style.setProperty('--color', `var(${color})`);
    const entry = create('li', { hidden: onlyFilled }, swatch, say(create('span'), label ?? ''), outputs[i]);
    if (label !== undefined) legend.append(entry);
    return entry;
  });
  const plotHost = create('div', { className: 'plot' });
  const placeholder = say(create('p', { className: 'empty' }), empty ?? '');
  plotHost.append(placeholder);
  host.append(say(create('figcaption'), title), legend, plotHost);

  let shown: (number | null)[][] = [];
  let xEnd: number | undefined;
  let bars: readonly (readonly Spread[])[] = [];
  const showValues = (plot: uPlot) => {
    if (!values) return;
    outputs.forEach((output, i) => {
      const format = (series[i].axis === 'y2' ? y2 : y)?.format ?? significant;
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
        x: xScale(x, () => xEnd),
        y: yScale(y, () => bars.flat().flatMap((spread) => spread ?? [])),
        ...(y2 && { y2: yScale(y2) }),
      },
      axes: [axis(x, 'x'), axis(y, 'y'), ...(y2 ? [axis(y2, 'y2')] : [])],
      series: [{}, ...series.map(line)],
      hooks: {
        setCursor: [showValues],
        setData: [showValues],
        drawAxes: [
          (drawn) => {
            for (const [i, spreads] of bars.entries()) drawSpreads(drawn, series[i], spreads);
          },
        ],
      },
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
    [x, y, y2].forEach((options, i) => {
      if (options) plot.axes[i].label = inLanguage(options.label);
    });
    redraw();
  });
  return {
    element: host,
    update: (xs, columns, end, spreads = []) => {
      xEnd = end;
      bars = spreads;
      placeholder.hidden = columns.some((column) => column.length > 0);
      // NaN and infinity have no place on an axis: they are gaps.
      shown = columns.map((column) => column.map((value) => (Number.isFinite(value) ? value : null)));
      if (onlyFilled) {
        entries.forEach((entry, i) => {
          entry.hidden = shown[i].every((value) => value === null);
        });
      }
      plot.setData([xs, ...shown]);
    },
  };
}
