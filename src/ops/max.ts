import extrema from '../../shaders/elementwise/extrema.wgsl';
import numeric from '../../shaders/shared/numeric.wgsl';
import type { GradientRule, Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { reduce, reduction, spread } from './reduce.ts';

const reducers = (float: string, int: string, isMax: boolean): { float: Reducer; int: Reducer } => ({
  float: {
    type: 'f32',
    identity: `${float}()`,
    combine: isMax ? extrema.functions.maximum : extrema.functions.minimum,
  },
  int: {
    type: 'i32',
    identity: int,
    combine: isMax ? extrema.functions.maximum_i32 : extrema.functions.minimum_i32,
  },
});

// The lowest i32 has no literal of its own: the minus is an operator.
const MAX = reducers(numeric.functions.negative_infinity.name, '(-2147483647i - 1i)', true);
const MIN = reducers(numeric.functions.positive_infinity.name, '2147483647i', false);

/** Equal elements share the derivative equally, as in TensorFlow. */
function tieGradient(axes: readonly number[]): GradientRule {
  return ({ inputs: [x], output, dy }) => {
    const ties = x.equal(spread(output, x, axes)).cast('float32');
    return [ties.mul(spread(dy.div(ties.sum(axes)), x, axes))];
  };
}

const extremum = (name: 'max' | 'min', pair: { float: Reducer; int: Reducer }) =>
  reduction(name, (x, axes): Tensor => {
    const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
    const reducer = input.dtype === 'float32' ? pair.float : pair.int;
    return cast(reduce({ name, reducer, gradient: tieGradient(axes) }, input, axes), x.dtype);
  });

/** Largest element over axes (default: all); NaN if any is NaN; -infinity when empty. */
export const max = extremum('max', MAX);

/** Smallest element over axes (default: all); NaN if any is NaN; infinity when empty. */
export const min = extremum('min', MIN);
