import wgsl from '../../shaders/elementwise/finite.wgsl';
import { defineUnary } from './define.ts';

/** False for NaN and both infinities. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and Keras give it
export const isFinite = defineUnary({ name: 'isFinite', float: wgsl.functions.finite, result: 'bool' });
