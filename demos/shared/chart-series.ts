import uPlot from 'uplot';
import { type AxisName, cssValue } from './chart-axis.ts';
import type { Words } from './language.ts';

export interface ChartSeries {
  /** What the legend calls it; without, the legend is silent about it. */
  readonly label?: Words;
  /** A custom property of theme.css, such as `--blue`: the chart follows a change of colour scheme. */
  readonly color: string;
  /** Default `line`. */
  readonly style?: 'line' | 'dashed' | 'points' | 'rings';
  /** Of points and rings, in pixels. Default 9. */
  readonly size?: number;
  /** A point at every value of a line, not only at one that is alone. Default false. */
  readonly dotted?: boolean;
  /** Default `y`, the axis on the left. */
  readonly axis?: Exclude<AxisName, 'x'>;
}

/** From where to where a value may lie; null where nothing is known of it. */
export type Spread = readonly [low: number, high: number] | null;

const BAR_WIDTH = 6;

export function line({ color, style = 'line', size = 9, dotted, axis = 'y' }: ChartSeries): uPlot.Series {
  const stroke = () => cssValue(color);
  const base = { stroke, scale: axis };
  if (style === 'points' || style === 'rings') {
    const filled = style === 'points';
    const fill = filled ? stroke : 'transparent';
    return { ...base, paths: () => null, points: { show: true, size, width: filled ? 0 : 2, fill } };
  }
  // One value makes no line: show it as a point.
  const isAlone = (plot: uPlot, i: number) => [...plot.data[i]].filter((value) => value != null).length < 2;
  const dashed = style === 'dashed';
  const points = { show: dotted ? true : isAlone, size: 6, fill: dashed ? 'transparent' : stroke };
  return { ...base, width: dashed ? 1.5 : 2, points, spanGaps: true, ...(dashed && { dash: [5, 5] }) };
}

/** Draws the spreads of one series as pale upright bars behind its line. */
export function drawSpreads(
  plot: uPlot,
  { color, axis = 'y' }: ChartSeries,
  spreads: readonly Spread[],
): void {
  const { ctx } = plot;
  ctx.save();
  ctx.globalAlpha = 0.3;
  ctx.lineWidth = BAR_WIDTH * uPlot.pxRatio;
  ctx.strokeStyle = cssValue(color);
  ctx.beginPath();
  for (const [k, spread] of spreads.entries()) {
    if (spread === null) continue;
    const x = plot.valToPos(plot.data[0][k], 'x', true);
    for (const [i, value] of spread.entries()) {
      const y = plot.valToPos(value, axis, true);
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
  }
  ctx.stroke();
  ctx.restore();
}
