import wgsl from '../../shaders/reduce/reducers.wgsl';
import type { Reducer } from '../graph/op.ts';
import { cast } from './cast.ts';
import { reduce, reduction } from './reduce.ts';

const logical = (name: string, reducer: Reducer) =>
  reduction(name, (x, axes) => reduce({ name, reducer }, cast(x, 'bool'), axes));

/**
 * Whether any element over axes (default: all) is true, or not 0; bool. Of nothing: false. NumPy: any.
 *
 * @formula y = x1 or x2 or ...
 * @gradient Not differentiable.
 * @example gl.any([[false, false], [false, true]], 1) // [False  True]
 */
export const any = logical('any', { combine: wgsl.functions.either, identity: 0 });

/**
 * Whether all elements over axes (default: all) are true, or not 0; bool. Of nothing: true. NumPy: all.
 *
 * @formula y = x1 and x2 and ...
 * @gradient Not differentiable.
 * @example gl.all([[true, false], [true, true]], 1) // [False  True]
 */
export const all = logical('all', { combine: wgsl.functions.both, identity: 1 });
