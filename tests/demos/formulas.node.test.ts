import { expect, test } from 'vitest';
import { imageSize, rows, scalePixels, split, validationRows } from '../../demos/fashion-mnist/data.ts';
import { predictionsOf } from '../../demos/fashion-mnist/grid.ts';
import { features, labels, leastSquares, lineError } from '../../demos/linear-regression/points.ts';
import { createCurves } from '../../demos/shared/curves.ts';
import { fieldScale } from '../../demos/shared/field.ts';
import { duration, integer, milliseconds, percent, significant } from '../../demos/shared/format.ts';

/** `count` images whose pixels are all the image's number. */
const numberedImages = (count: number) => ({
  count,
  pixels: Float32Array.from({ length: count * imageSize }, (_, i) => Math.floor(i / imageSize)),
  labels: Int32Array.from({ length: count }, (_, row) => row % 10),
});

test('the full set validates on its first 5,000 images, the sample on its last 300', () => {
  expect(validationRows('full', 60000)).toEqual({ from: 0, to: 5000 });
  expect(validationRows('sample', 2000)).toEqual({ from: 1700, to: 2000 });
});

test('split leaves no image out and copies none', () => {
  const images = numberedImages(6000);
  const full = split('full', images);
  expect([full.train.count, full.validation.count]).toEqual([1000, 5000]);
  expect([full.validation.pixels[0], full.train.pixels[0]]).toEqual([0, 5000]);
  const sample = split('sample', images);
  expect([sample.train.count, sample.validation.count]).toEqual([5700, 300]);
  expect(sample.validation.pixels[0]).toBe(5700);
  expect(sample.validation.pixels.buffer).toBe(images.pixels.buffer);
  expect([...rows(images, 11, 13).labels]).toEqual([1, 2]);
});

test('pixels become 0..1, over more than one slice', async () => {
  const bytes = new Uint8Array(1000 * imageSize + 2).fill(51);
  bytes[0] = 255;
  bytes[bytes.length - 1] = 0;
  const pixels = await scalePixels(bytes);
  expect([pixels[0], pixels.at(-2), pixels.at(-1)]).toEqual([1, Math.fround(0.2), 0]);
});

test('predictions name the most probable class', () => {
  const probabilities = new Float32Array(20).fill(0.05);
  probabilities[3] = 0.55;
  probabilities[19] = 0.55;
  const predictions = predictionsOf(probabilities, Int32Array.of(3, 1));
  expect(predictions).toMatchObject([
    { row: 0, truth: 3, label: 3 },
    { row: 1, truth: 1, label: 9 },
  ]);
  expect(predictions[1].scores[9]).toBe(Math.fround(0.55));
});

test('curves hold the first epoch, the finished epochs, and the running one between two whole numbers', () => {
  const at = {
    epochs: 3,
    stepsPerEpoch: 50,
    stepsDone: 0,
    stepsTotal: 150,
    millisecondsPerStep: 1,
    secondsLeft: 1,
  };
  const curves = createCurves();
  expect(curves({ ...at, epoch: 0, step: 0, logs: {}, history: {} })).toEqual({
    epochs: [],
    end: 1,
    loss: [[], []],
    accuracy: [[], []],
  });
  curves({ ...at, epoch: 0, step: 10, logs: { loss: 2, accuracy: 0.2 }, history: {} });
  const history = { loss: [1], accuracy: [0.5], valLoss: [1.1], valAccuracy: [0.4] };
  expect(curves({ ...at, epoch: 1, step: 25, logs: { loss: 0.8, accuracy: 0.6 }, history })).toEqual({
    epochs: [0.2, 1, 1.5],
    end: 2,
    loss: [
      [2, 1, 0.8],
      [null, 1.1, null],
    ],
    accuracy: [
      [0.2, 0.5, 0.6],
      [null, 0.4, null],
    ],
  });
  const complete = curves({ ...at, epoch: 0, step: 50, logs: { loss: 1, accuracy: 0.5 }, history });
  expect(complete.epochs).toEqual([0.2, 1]);
});

test('the least-squares line of the twelve points', () => {
  const best = leastSquares(features, labels);
  expect(best.slope).toBeCloseTo(2.9594, 4);
  expect(best.intercept).toBeCloseTo(2.1803, 4);
  expect(lineError(best, features, labels)).toBeLessThan(
    lineError({ ...best, slope: best.slope + 0.01 }, features, labels),
  );
});

test('a field keeps to its limits and to whole numbers', () => {
  const epochs = fieldScale({ label: 'Epochs', min: 1, max: 1000, value: 1, scale: 'log' });
  expect([epochs.clamp(0), epochs.clamp(2.6), epochs.clamp(5000)]).toEqual([1, 3, 1000]);
  expect([epochs.fromShare(0), epochs.fromShare(0.5), epochs.fromShare(1)]).toEqual([1, 32, 1000]);
  expect(epochs.toShare(10)).toBeCloseTo(1 / 3);
  const rate = fieldScale({ label: 'Rate', min: 1e-4, max: 100, value: 1, scale: 'log', integer: false });
  expect([rate.fromShare(0), rate.fromShare(0.5), rate.fromShare(1)]).toEqual([0.0001, 0.1, 100]);
  expect(fieldScale({ label: 'Batch', min: 1, max: 12, value: 1 }).fromShare(0.5)).toBe(7);
  const share = fieldScale({ label: 'Share', min: 0, max: 0.9, value: 0, integer: false });
  expect(share.fromShare(0.307)).toBe(0.28);
});

test('numbers as people read them', () => {
  expect([0.0123, 1.2345, 412.84, 0, 1e-9].map((value) => significant(value))).toEqual([
    '0.0123',
    '1.23',
    '413',
    '0.00',
    '1.00e-9',
  ]);
  expect(significant(Number.NaN)).toBe('–');
  expect([integer(1719), integer(Number.POSITIVE_INFINITY)]).toEqual(['1,719', '–']);
  expect([percent(0.8745), percent(0.8745, 0)]).toEqual(['87.5%', '87%']);
  expect([0.64, 5.612, 1250].map(milliseconds)).toEqual(['640 µs', '5.61 ms', '1.25 s']);
  expect([12.2, 130, 3900].map(duration)).toEqual(['12 s', '2 min 10 s', '1 h 5 min']);
});
