import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Initializer } from './initializer.ts';

/** `gain` (default 1) on the diagonal of a matrix, 0 elsewhere. */
export const identity = ({ gain = 1 }: { readonly gain?: number } = {}): Initializer => ({
  name: 'identity',
  config: { gain },
  values(shape) {
    if (shape.length !== 2) {
      throw new ShapeError(
        `initializers.identity: expected the shape of a matrix, got ${shapeText(shape)}. Use orthogonal for others.`,
      );
    }
    const [rows, columns] = shape;
    return Float32Array.from({ length: rows * columns }, (_, i) =>
      Math.floor(i / columns) === i % columns ? gain : 0,
    );
  },
});
