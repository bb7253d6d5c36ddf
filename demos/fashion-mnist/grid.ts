import { create } from '../shared/dom.ts';
import { percent } from '../shared/format.ts';
import { classNames, type Images, imageSide, imageSize } from './data.ts';

/** What the model says of one image. */
export interface Prediction {
  readonly row: number;
  readonly truth: number;
  readonly label: number;
  readonly probability: number;
}

/** The most probable class of every image. */
export function predictionsOf(probabilities: Float32Array, labels: Int32Array): Prediction[] {
  const classes = classNames.length;
  return Array.from(labels, (truth, row) => {
    const scores = probabilities.subarray(row * classes, (row + 1) * classes);
    const label = scores.reduce((best, score, i) => (score > scores[best] ? i : best), 0);
    return { row, truth, label, probability: scores[label] };
  });
}

/** Draws an image as ink: opaque where the garment is. Style sheets turn it white in the dark. */
export function drawImage({ pixels }: Images, row: number): HTMLCanvasElement {
  const canvas = create('canvas', { width: imageSide, height: imageSide });
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const image = context.createImageData(imageSide, imageSide);
  for (let i = 0; i < imageSize; i++) image.data[4 * i + 3] = 255 * pixels[row * imageSize + i];
  context.putImageData(image, 0, 0);
  return canvas;
}

function tile(images: Images, row: number, prediction?: Prediction): HTMLElement {
  const truth = classNames[images.labels[row]];
  if (!prediction) return create('figure', {}, drawImage(images, row), create('figcaption', {}, truth));
  const { label, probability } = prediction;
  const right = label === prediction.truth;
  const said = create('strong', {}, classNames[label]);
  const note = create('span', {}, right ? percent(probability, 0) : `is ${truth}`);
  const figure = create(
    'figure',
    {
      className: right ? 'right' : 'wrong',
      title: `Predicted ${classNames[label]} (${percent(probability)}), is ${truth}`,
    },
    drawImage(images, row),
    create('figcaption', {}, said, note),
  );
  return figure;
}

/** Fills `host` with test images: with their true class alone, or with what the model says of them. */
export function showGrid(host: HTMLElement, images: Images, shown: readonly Prediction[] | number): void {
  const tiles =
    typeof shown === 'number'
      ? Array.from({ length: shown }, (_, row) => tile(images, row))
      : shown.map((prediction) => tile(images, prediction.row, prediction));
  host.replaceChildren(...tiles);
}
