import wgsl from '../../shaders/elementwise/finite.wgsl';
import { defineUnary } from './define.ts';

/** False for NaN and both infinities. */
export const isFinite = defineUnary({ name: 'isFinite', float: wgsl.functions.finite, result: 'bool' });
