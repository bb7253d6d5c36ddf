import wgsl from '../../shaders/elementwise/finite.wgsl';
import { defineUnary } from './define.ts';

const { finite, infinite, nan, no_i32, yes_i32 } = wgsl.functions;

/** False for NaN and both infinities. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and Keras give it
export const isFinite = defineUnary({ name: 'isFinite', float: finite, int: yes_i32, result: 'bool' });

/** True for both infinities. */
export const isInf = defineUnary({ name: 'isInf', float: infinite, int: no_i32, result: 'bool' });

/** True for NaN. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and Keras give it
export const isNaN = defineUnary({ name: 'isNaN', float: nan, int: no_i32, result: 'bool' });
