import { binaryAccuracy } from './binary-accuracy.ts';
import { byShape } from './by-shape.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';

/**
 * Fraction of right answers; what 'right' means follows from the shapes, as in Keras: one output
 * means binary, labels without the last axis mean class numbers, anything else one-hot rows.
 */
export const accuracy = byShape('accuracy', {
  binary: binaryAccuracy,
  sparse: sparseCategoricalAccuracy,
  categorical: categoricalAccuracy,
});
