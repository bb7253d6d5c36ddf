import type { Tensor } from '../graph/tensor.ts';
import { tensor } from '../ops/convert.ts';

/** What a pixel at a distance, in pixels, counts for a place. */
type Filter = (distance: number) => number;

/** Keys 1981, with a = -1/2. */
export const cubic: Filter = (d) => {
  if (d >= 2) return 0;
  return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((2.5 - 0.5 * d) * d - 4) * d + 2;
};

/** A sinc under the middle of a wider one. */
export const lanczos =
  (radius: number): Filter =>
  (d) =>
    d < radius ? sinc(d) * sinc(d / radius) : 0;

const sinc = (d: number): number => (d === 0 ? 1 : Math.sin(Math.PI * d) / (Math.PI * d));

/**
 * Along an axis of [rows, height, width, channels], `times` values for each. Centers of pixels lie on centers of
 * pixels; at the edge the pixels that there are share the weight of those that are missing.
 */
export const resample =
  (filter: Filter) =>
  (x: Tensor, times: number, axis: number): Tensor => {
    if (times === 1) return x;
    const length = x.shape[axis];
    const shares = Array.from({ length: times * length }, (_, i) => {
      const place = (i + 0.5) / times - 0.5;
      const weights = Array.from({ length }, (_, k) => filter(Math.abs(place - k)));
      const sum = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / sum);
    });
    const shape = x.shape.map((n, d) => (d === axis ? n * times : n));
    const [rows, columns] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)].map((lengths) =>
      lengths.reduce((a, b) => a * b, 1),
    );
    return tensor(shares)
      .matmul(x.reshape([rows, length, columns]))
      .reshape(shape);
  };
