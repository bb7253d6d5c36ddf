import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { timing, type WorkloadResult } from './report.ts';
import { findWorkload } from './workloads/index.ts';

/** A point of a line; `low` and `high` are the quartiles. */
interface Point {
  readonly engine: string;
  readonly batchSize: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** They stand out from a white page and from a black one. */
const COLOURS = ['#e8590c', '#228be6', '#0c9aa8', '#2f9e44', '#e64980', '#be4bdb', '#7950f2', '#868e96'];

/** Of the caption, in letters, at least, and in pixels. */
const LINE_LENGTH = 120;
const LINE_HEIGHT = 12;

/**
 * Examples a second against batch size for the MLP, both axes logarithmic, as an SVG document that takes its
 * text colour from the reader's light or dark theme; null where fewer than two batch sizes were measured.
 *
 * @param caption names the machine and the command
 */
export function throughputChart(results: readonly WorkloadResult[], caption: string): string | null {
  const points = results.filter(({ group }) => group === 'mlp').flatMap(pointsOf);
  const sizes = [...new Set(points.map(({ batchSize }) => batchSize))];
  if (sizes.length < 2) return null;
  const { document } = parseHTML('<html><body></body></html>');
  const engines = [...new Set(points.map(({ engine }) => engine))];
  const at = { x: 'batchSize', stroke: 'engine' };
  // Its first two lines have room below the axis anyway.
  const more = LINE_HEIGHT * Math.max(0, Math.ceil(caption.length / LINE_LENGTH) - 2);
  const figure = Plot.plot({
    document,
    width: 900,
    height: 540 + more,
    marginLeft: 70,
    marginTop: 40,
    marginRight: 240,
    marginBottom: 90 + more,
    style: { fontSize: '13px' },
    x: {
      type: 'log',
      base: 2,
      ticks: sizes,
      tickFormat: 'd',
      label: 'batch size (examples a step)',
      labelAnchor: 'center',
      labelOffset: 40,
    },
    y: { type: 'log', grid: true, ticks: 6, tickFormat: '~s', label: 'examples a second' },
    color: { domain: engines, range: COLOURS },
    marks: [
      Plot.ruleX(points, { ...at, y1: 'low', y2: 'high', strokeWidth: 6, strokeOpacity: 0.35 }),
      Plot.line(points, { ...at, y: 'rate', strokeWidth: 2, marker: 'dot' }),
      ...engines.map((engine, k) =>
        Plot.text([engine], {
          text: () => `● ${engine}`,
          fill: COLOURS[k % COLOURS.length],
          frameAnchor: 'top-right',
          textAnchor: 'start',
          dx: 20,
          dy: 24 * k,
        }),
      ),
      Plot.text([caption], {
        frameAnchor: 'bottom-left',
        dx: -60,
        dy: 66,
        lineAnchor: 'top',
        lineWidth: 78,
        fontSize: 11,
        fillOpacity: 0.75,
      }),
    ],
  });
  return standalone(figure.outerHTML);
}

function pointsOf({ name, amount, measurements }: WorkloadResult): Point[] {
  const workload = findWorkload(name);
  if (workload.kind !== 'training') return [];
  return measurements.map((measurement) => {
    const { perSecond, quartiles } = timing(measurement, measurements[0], amount);
    const [low, high] = quartiles.map((milliseconds) => (1000 * amount.perStep) / milliseconds);
    return { engine: measurement.title, batchSize: workload.batchSize, rate: perSecond, low, high };
  });
}

/** As a file of its own: with a namespace, and with the text colour of the reader's theme. */
const standalone = (svg: string): string =>
  `${svg
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(
      '</svg>',
      '<style>svg { color: #1f2328 } @media (prefers-color-scheme: dark) { svg { color: #e6edf3 } }</style></svg>',
    )}\n`;
