import wgsl from '../../shaders/reduce/reducers.wgsl';
import numeric from '../../shaders/shared/numeric.wgsl';
import { ShapeError, shapeText } from '../core/errors.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { reduce } from './reduce.ts';

const { candidate, candidate_position, larger, smaller } = wgsl.functions;
const { negative_infinity, positive_infinity } = numeric.functions;

// Position 0x7fffffff loses every tie against an element that exists.
const reducer = (combine: Reducer['combine'], worst: string): Reducer => ({
  type: 'Candidate',
  identity: `Candidate(${worst}(), 2147483647i)`,
  combine,
  enter: candidate,
  leave: candidate_position,
});

const LARGEST = reducer(larger, negative_infinity.name);
const SMALLEST = reducer(smaller, positive_infinity.name);

/** Position of the largest element along an axis (default: the last), int32; the first of equals; NaN counts as largest. */
export const argMax = (x: TensorLike, axis = -1): Tensor => position('argMax', LARGEST, x, axis);

/** Position of the smallest element along an axis (default: the last), int32; the first of equals; NaN counts as smallest. */
export const argMin = (x: TensorLike, axis = -1): Tensor => position('argMin', SMALLEST, x, axis);

function position(name: string, how: Reducer, x: TensorLike, axis: number): Tensor {
  const input = cast(convert(x), 'float32');
  const along = normalizeAxis(name, axis, input.rank);
  if (input.shape[along] === 0) {
    throw new ShapeError(
      `${name}: axis ${axis} of shape ${shapeText(input.shape)} is empty and has no position.`,
    );
  }
  return reduce({ name, reducer: how, result: 'int32' }, input, [along]);
}
