import uPlot from 'uplot';
import { inLanguage, type Words } from './language.ts';

export interface ChartAxis {
  /** What the axis shows, with its unit: `RMSE (units of the label)`. */
  readonly label: Words;
  /** Equal ratios get equal lengths, and only positive values a place. Default false. */
  readonly log?: boolean;
  /** Ticks at whole numbers only. Default false. */
  readonly whole?: boolean;
  /** Ticks at these values only, as they are when the chart is drawn. */
  readonly ticks?: () => readonly number[];
  /** Fixed limits; default: the data's. */
  readonly range?: readonly [number, number];
  /** Text of a value in the legend. Default: three significant digits. */
  readonly format?: (value: number) => string;
  /** Text of a tick. Default: the browser's number format. */
  readonly tick?: (value: number) => string;
}

/** The second y axis is on the right. */
export type AxisName = 'x' | 'y' | 'y2';

const SIDES = { x: 2, y: 3, y2: 1 } as const;
const WHOLE = [1, 10, 100, 1000].flatMap((power) => [power, 2 * power, 5 * power]);
const FONT = '12px system-ui, sans-serif';

export const cssValue = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Over many powers of ten, lines at these only. */
const logGrid = ({ min = 1, max = 1 }: uPlot.Scale, values: number[]): (number | null)[] =>
  max / min > 100 ? values.map((value) => (Math.log10(value) % 1 === 0 ? value : null)) : values;

export function axis(options: ChartAxis, name: AxisName): uPlot.Axis {
  const { label, log, whole, ticks, tick } = options;
  return {
    scale: name,
    side: SIDES[name],
    label: inLanguage(label),
    labelFont: FONT,
    labelSize: 20,
    font: FONT,
    size: name === 'x' ? 30 : (_, texts) => 14 + 7 * Math.max(2, ...(texts ?? []).map((text) => text.length)),
    space: name === 'x' ? 56 : 36,
    stroke: () => cssValue('--ink-soft'),
    grid: {
      show: name === 'y',
      stroke: () => cssValue('--rule'),
      width: 1,
      ...(log && { filter: (plot: uPlot, values: number[]) => logGrid(plot.scales[name], values) }),
    },
    ticks: { show: name === 'x', stroke: () => cssValue('--rule-strong'), width: 1, size: 5 },
    ...(whole && { incrs: WHOLE }),
    ...(ticks && { splits: () => [...ticks()], filter: (_: uPlot, values: number[]) => values }),
    // Of a logarithmic axis, null where there is a line and no room for words.
    ...(tick && {
      values: (_: uPlot, values: (number | null)[]) =>
        values.map((value) => (value === null ? '' : tick(value))),
    }),
  };
}

/** @param around what else is drawn on this axis, beside the values: the axis has room for it */
export function yScale({ log, range }: ChartAxis, around: () => readonly number[] = () => []): uPlot.Scale {
  if (range) return { ...(log && { distr: 3 }), range: [...range] };
  if (!log) return {};
  return {
    distr: 3,
    range: (_, from, to) => {
      if (from === null) return [1, 10];
      const others = around();
      return uPlot.rangeLog(Math.min(from, ...others), Math.max(to, ...others), 10, false);
    },
  };
}

/** @param end where the axis ends that begins with 0, if it does */
export function xScale({ log, range }: ChartAxis, end: () => number | undefined): uPlot.Scale {
  return {
    time: false,
    ...(log && { distr: 3, log: 2 }),
    range: (_, from, to) => {
      if (range) return [...range];
      // Half a doubling on both sides, so that marks at the ends are whole.
      if (log) return from === null ? [1, 2] : [from / Math.SQRT2, to * Math.SQRT2];
      const last = end();
      return last === undefined || from === null ? [from, to] : [0, last];
    },
  };
}
