import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { RandomStream } from '../core/random.ts';
import { sizeOf } from '../core/shape.ts';
import { type Initializer, type SeedOptions, streamOf } from './initializer.ts';

export interface OrthogonalOptions extends SeedOptions {
  /** What the matrix is multiplied by. Default 1. */
  readonly gain?: number;
}

/**
 * A random matrix whose columns, or rows if those are fewer, are orthogonal and of length `gain`. All axes
 * but the last count as rows. Source: Saxe et al., arXiv 1312.6120.
 */
export const orthogonal = ({ gain = 1, seed }: OrthogonalOptions = {}): Initializer => ({
  name: 'orthogonal',
  config: { gain, seed },
  values(shape) {
    if (shape.length < 2) {
      throw new ShapeError(
        `initializers.orthogonal: expected a shape of at least two axes, got ${shapeText(shape)}.`,
      );
    }
    const columns = shape[shape.length - 1];
    const rows = sizeOf(shape.slice(0, -1));
    const tall = rows >= columns;
    const basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), streamOf(seed));
    return Float32Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return gain * (tall ? basis[column][row] : basis[row][column]);
    });
  },
});

/** So many orthonormal vectors, by Gram and Schmidt: each new one loses what it has of those before. */
function orthonormal(count: number, length: number, random: RandomStream): Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal());
    // The second time removes what rounding left: the vectors come out orthogonal to the last bits.
    for (let pass = 0; pass < 2; pass++) {
      for (const other of basis) addTo(vector, other, -dot(vector, other));
      const size = Math.sqrt(dot(vector, vector));
      for (let i = 0; i < length; i++) vector[i] /= size;
    }
    basis.push(vector);
  }
  return basis;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addTo(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] += factor * b[i];
}
