import wgsl from '../../shaders/elementwise/relu.wgsl';
import { defineBinary, defineUnary } from './define.ts';

/** dy where the output y was positive, 0 elsewhere; linear in dy. */
const reluGradient = defineBinary({
  name: 'reluGradient',
  float: wgsl.functions.relu_gradient,
  gradient: ({ inputs: [, y], dy }) => [reluGradient(dy, y), null],
});

/** max(x, 0); the derivative at 0 is 0. */
export const relu = defineUnary({
  name: 'relu',
  float: wgsl.functions.relu,
  gradient: ({ output, dy }) => [reluGradient(dy, output)],
});
