import wgsl from '../../shaders/elementwise/finite.wgsl';
import { defineUnary } from './define.ts';

const { finite, infinite, nan, no_i32, yes_i32 } = wgsl.functions;

/**
 * False for NaN and both infinities.
 *
 * @formula y = not isNaN(x) and not isInf(x)
 * @gradient Not differentiable.
 * @example gl.isFinite([1, NaN, Infinity]) // [ True False False]
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and Keras give it
export const isFinite = defineUnary({ name: 'isFinite', float: finite, int: yes_i32, result: 'bool' });

/**
 * True for both infinities.
 *
 * @formula y = (|x| == infinity)
 * @gradient Not differentiable.
 * @example gl.isInf([1, NaN, -Infinity]) // [False False  True]
 */
export const isInf = defineUnary({ name: 'isInf', float: infinite, int: no_i32, result: 'bool' });

/**
 * True for NaN.
 *
 * @formula y = (x is not a number)
 * @gradient Not differentiable.
 * @example gl.isNaN([1, NaN, Infinity]) // [False  True False]
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and Keras give it
export const isNaN = defineUnary({ name: 'isNaN', float: nan, int: no_i32, result: 'bool' });
