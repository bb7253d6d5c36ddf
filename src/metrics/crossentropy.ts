import { binaryCrossentropy } from './binary-crossentropy.ts';
import { byShape } from './by-shape.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';

/** Mean cross-entropy of probabilities: binary, sparse or categorical by the shapes, as `accuracy` is. */
export const crossentropy = byShape('crossentropy', {
  binary: binaryCrossentropy,
  sparse: sparseCategoricalCrossentropy,
  categorical: categoricalCrossentropy,
});
