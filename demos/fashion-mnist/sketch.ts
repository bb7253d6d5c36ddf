import { create } from '../shared/dom.ts';
import { sayAttribute } from '../shared/language.ts';
import { type Images, imageSide, imageSize } from './data.ts';
import { drawImage } from './grid.ts';
import { draw as texts } from './texts.ts';

/** Ten times as large as the images. */
const side = 10 * imageSide;
const opaque = 255;

export interface Sketch {
  readonly element: HTMLCanvasElement;
  /** Width of the strokes, of 280. */
  brush: number;
  /** Called after every stroke, and while it grows. */
  onChange: () => void;
  clear(): void;
  /** Shows an image of the data set instead. */
  take(images: Images, row: number): void;
  /** The drawing as an image of the data set, 784 pixels in 0..1; null when it is blank. */
  pixels(): Float32Array<ArrayBuffer> | null;
}

/** An area to draw on, with a mouse, a pen or a finger. */
export function createSketch(): Sketch {
  const canvas = create('canvas', { width: side, height: side, className: 'sketch' });
  sayAttribute(canvas, 'aria-label', texts.canvas);
  canvas.setAttribute('role', 'img');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser gives no canvas to draw on.');
  context.lineCap = context.lineJoin = 'round';
  let last: { x: number; y: number } | null = null;
  const place = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    const scale = side / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };
  const stroke = (event: PointerEvent) => {
    const to = place(event);
    const from = last ?? to;
    last = to;
    context.lineWidth = sketch.brush;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    sketch.onChange();
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = null;
    stroke(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) stroke(event);
  });
  const sketch: Sketch = {
    element: canvas,
    brush: 24,
    onChange: () => {},
    clear: () => {
      context.clearRect(0, 0, side, side);
      sketch.onChange();
    },
    take: (images, row) => {
      context.clearRect(0, 0, side, side);
      // Pixel by pixel: smoothing would blur what the network sees.
      context.imageSmoothingEnabled = false;
      context.drawImage(drawImage(images, row), 0, 0, side, side);
      sketch.onChange();
    },
    pixels: () => {
      const { data } = context.getImageData(0, 0, side, side);
      return toImage(
        canvas,
        Uint8ClampedArray.from({ length: side * side }, (_, i) => data[4 * i + 3]),
      );
    },
  };
  return sketch;
}

/** What is drawn, centred, its longer side as long as the image, which is how the data set was made. */
function toImage(canvas: HTMLCanvasElement, ink: Uint8ClampedArray): Float32Array<ArrayBuffer> | null {
  const rows = Array.from({ length: side }, (_, y) => ink.subarray(y * side, (y + 1) * side));
  const isInked = (value: number) => value > 0;
  const top = rows.findIndex((row) => row.some(isInked));
  if (top < 0) return null;
  const bottom = rows.findLastIndex((row) => row.some(isInked));
  const left = Math.min(
    ...rows.slice(top, bottom + 1).map((row) => (row.findIndex(isInked) + side + 1) % (side + 1)),
  );
  const right = Math.max(...rows.map((row) => row.findLastIndex(isInked)));
  const [width, height] = [right - left + 1, bottom - top + 1];
  const scale = imageSide / Math.max(width, height);
  const small = create('canvas', { width: imageSide, height: imageSide });
  const context = small.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  const [w, h] = [width * scale, height * scale];
  context.drawImage(canvas, left, top, width, height, (imageSide - w) / 2, (imageSide - h) / 2, w, h);
  const { data } = context.getImageData(0, 0, imageSide, imageSide);
  return Float32Array.from({ length: imageSize }, (_, i) => data[4 * i + 3] / opaque);
}
