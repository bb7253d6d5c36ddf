import { create } from '../shared/dom.ts';
import { percent } from '../shared/format.ts';
import { say } from '../shared/language.ts';
import { classNames, type Images, imageSide, imageSize } from './data.ts';
import { isReally } from './texts.ts';

/** What a network says of one image. */
export interface Prediction {
  readonly row: number;
  readonly truth: number;
  readonly label: number;
  /** The probability of each class. */
  readonly scores: readonly number[];
}

/** The most probable class of every image. */
export function predictionsOf(probabilities: ArrayLike<number>, labels: Int32Array): Prediction[] {
  const classes = classNames.length;
  return Array.from(labels, (truth, row) => {
    const scores = Array.from({ length: classes }, (_, i) => probabilities[row * classes + i]);
    const label = scores.indexOf(Math.max(...scores));
    return { row, truth, label, scores };
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
  const { label, scores } = prediction;
  const right = label === prediction.truth;
  const note = create('span');
  if (right) note.append(percent(scores[label], 0));
  else say(note, isReally(truth));
  return create(
    'figure',
    { className: right ? 'right' : 'wrong' },
    drawImage(images, row),
    create('figcaption', {}, create('strong', {}, classNames[label]), note),
  );
}

/** Fills `host` with test images: with their true class alone, or with what the model says of them. */
export function showGrid(host: HTMLElement, images: Images, shown: readonly Prediction[] | number): void {
  const tiles =
    typeof shown === 'number'
      ? Array.from({ length: shown }, (_, row) => tile(images, row))
      : shown.map((prediction) => tile(images, prediction.row, prediction));
  host.replaceChildren(...tiles);
}
