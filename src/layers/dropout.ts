import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { ones } from '../ops/creation.ts';
import * as ops from '../ops/dropout.ts';
import type { RandomOptions } from '../ops/random.ts';
import type { Layer } from './layer.ts';
import { type RateOptions, randomly } from './randomly.ts';

export interface DropoutOptions extends RateOptions {
  /**
   * Lengths of the mask, the batch first: along an axis of length 1 all elements are dropped or kept
   * together; null stands for the input's length. Default: every element for itself.
   */
  readonly noiseShape?: readonly (number | null)[] | null;
}

/** In training sets inputs to zero at random and scales the others by 1 / (1 - rate); else passes them on. */
export function dropout(given: DropoutOptions | number): Layer {
  const noiseShape = (typeof given === 'number' ? null : given.noiseShape) ?? null;
  const lengths = (shape: Shape): number[] | null => noiseShape?.map((n, d) => n ?? shape[d]) ?? null;
  return randomly(
    'dropout',
    given,
    (x, rate, stream) => {
      const maskShape = lengths(x.shape);
      return maskShape ? dropTogether(x, maskShape, rate, stream) : ops.dropout(x, rate, stream);
    },
    {
      options: ['rate', 'seed', 'noiseShape'],
      outputShape(shape) {
        const batch = [1, ...shape];
        const mask = lengths(batch);
        if (!mask || (mask.length === batch.length && mask.every((n, d) => n === 1 || n === batch[d]))) {
          return shape;
        }
        throw new ShapeError(
          `layers.dropout: noiseShape must hold 1, null or the input's length for each axis, the batch first; ` +
            `got ${JSON.stringify(noiseShape)} for examples of shape ${shapeText(shape)}.`,
        );
      },
    },
  );
}

/** Dropout with a mask of another shape, which is broadcast over x. */
export const dropTogether = (x: Tensor, maskShape: Shape, rate: number, stream: RandomOptions): Tensor =>
  x.mul(ops.dropout(ones(maskShape), rate, stream));
