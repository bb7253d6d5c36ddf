import { create } from '../shared/dom.ts';
import { say, type Words } from '../shared/language.ts';
import type { Result } from './hooks.ts';
import { texts } from './texts.ts';

const longitudes = [-124.6, -114.1] as const;
const latitudes = [32.3, 42.2] as const;
/** A degree of longitude is shorter than one of latitude: by the cosine of 37 degrees. */
export const mapShape = (0.8 * (longitudes[1] - longitudes[0])) / (latitudes[1] - latitudes[0]);
const side = 720;

const [LATITUDE, LONGITUDE, FEATURES] = [6, 7, 8];
const dearest = 5;

export interface Maps {
  readonly element: HTMLElement;
  show(result: Pick<Result, 'x' | 'y' | 'prices'>): void;
}

/** Two maps of the test districts, colored by their prices and by what the model says; hidden until there are any. */
export function createMaps(): Maps {
  const maps = [texts.mapTrue, texts.mapTold].map((name) => {
    const canvas = create('canvas', { width: Math.round(side * mapShape), height: side });
    return {
      canvas,
      figure: create('figure', {}, canvas, say(create('figcaption', { className: 'small' }), name)),
    };
  });
  const end = (words: Words) => say(create('span'), words);
  const scale = create('div', { className: 'scale small' }, end(texts.cheap), create('i'), end(texts.dear));
  const element = create(
    'section',
    { className: 'panel maps', hidden: true },
    say(create('h3'), texts.map),
    create('div', {}, ...maps.map(({ figure }) => figure)),
    scale,
  );
  return {
    element,
    show: ({ x, y, prices }) => {
      element.hidden = false;
      drawMap(maps[0].canvas, x.data, y.data);
      drawMap(maps[1].canvas, x.data, prices);
    },
  };
}

/** Districts by their prices, cheap to dear: the same colors as the scale below the maps, on light and on dark. */
export const priceColor = (price: number): string =>
  `color-mix(in oklch, #5b8def, #e0662a ${100 * Math.min(Math.max(price / dearest, 0), 1)}%)`;

/** Where a district lies, from 0 to 1: across from the west, down from the north. */
export function positionOf(x: ArrayLike<number>, row: number): readonly [across: number, down: number] {
  const share = (value: number, [from, to]: readonly [number, number]) => (value - from) / (to - from);
  const across = share(x[row * FEATURES + LONGITUDE], longitudes);
  return [across, 1 - share(x[row * FEATURES + LATITUDE], latitudes)];
}

function drawMap(canvas: HTMLCanvasElement, x: ArrayLike<number>, prices: ArrayLike<number>): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  for (let row = 0; row < prices.length; row++) {
    const [across, down] = positionOf(x, row);
    context.fillStyle = priceColor(prices[row]);
    context.beginPath();
    context.arc(width * across, height * down, 4, 0, 2 * Math.PI);
    context.fill();
  }
}
