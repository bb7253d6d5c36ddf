export { abs, sign } from './abs.ts';
export { all, any } from './any.ts';
export { argMax, argMin } from './arg-max.ts';
export { add, div, mul, neg, reciprocal, square, squaredDifference, sub } from './arithmetic.ts';
export { type AttentionOptions, scaledDotProductAttention } from './attention.ts';
export { broadcastTo } from './broadcast-to.ts';
export { cast } from './cast.ts';
export { checkpoint } from './checkpoint.ts';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './comparison.ts';
export { concat } from './concat.ts';
export { tensor } from './convert.ts';
export { conv1d, conv2d, conv2dTranspose, depthwiseConv2d } from './convolution.ts';
export { arange, eye, full, fullLike, linspace, ones, onesLike, zeros, zerosLike } from './creation.ts';
export { cumprod, cumsum } from './cumulative.ts';
export { customGradient, type WithGradient } from './custom-gradient.ts';
export { dot, outer } from './dot.ts';
export { dropout } from './dropout.ts';
export { einsum } from './einsum.ts';
export { elu, selu } from './elu.ts';
export { embedding } from './embedding.ts';
export { erf } from './erf.ts';
export { exp, expm1 } from './exp.ts';
export { clip, maximum, minimum } from './extrema.ts';
export { isFinite, isInf, isNaN } from './finite.ts';
export { flip } from './flip.ts';
export { gather, take } from './gather.ts';
export { type GeluOptions, gelu } from './gelu.ts';
export type { ConvolutionOptions, Padding, PerAxis, TransposedOptions } from './geometry.ts';
export { grad, valueAndGrad } from './grad.ts';
export { hardSigmoid, hardSilu } from './hard-sigmoid.ts';
export { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.ts';
export { acos, asin, atan, atan2 } from './inverse-trigonometry.ts';
export { log, log1p } from './log.ts';
export { logSumExp } from './log-sum-exp.ts';
export { logicalAnd, logicalNot, logicalOr } from './logic.ts';
export { matmul } from './matmul.ts';
export { max, min } from './max.ts';
export { norm } from './norm.ts';
export {
  type BatchNormOptions,
  batchNorm,
  groupNorm,
  type LayerNormOptions,
  layerNorm,
  type NormalizationOptions,
} from './normalization.ts';
export { oneHot } from './one-hot.ts';
export { pad } from './pad.ts';
export { permutation } from './permutation.ts';
export {
  averagePool1d,
  averagePool2d,
  globalAveragePool,
  globalMaxPool,
  maxPool1d,
  maxPool2d,
  type PoolOptions,
} from './pool.ts';
export { pow } from './pow.ts';
export { prod } from './prod.ts';
export {
  type BernoulliOptions,
  bernoulli,
  type NormalOptions,
  normal,
  type RandomOptions,
  truncatedNormal,
  type UniformOptions,
  uniform,
} from './random.ts';
export { scalar, tensor1d, tensor2d, tensor3d, tensor4d } from './ranked.ts';
export { leakyRelu, relu, relu6 } from './relu.ts';
export { floorDiv, mod } from './remainder.ts';
export { expandDims, reshape, squeeze } from './reshape.ts';
export { ceil, floor, round } from './rounding.ts';
export { scatterAdd } from './scatter-add.ts';
export { sigmoid } from './sigmoid.ts';
export { mish, silu } from './silu.ts';
export { slice } from './slice.ts';
export { logSoftmax, softmax } from './softmax.ts';
export { logSigmoid, softplus } from './softplus.ts';
export { softsign } from './softsign.ts';
export { argSort, sort, topK } from './sort.ts';
export { split } from './split.ts';
export { rsqrt, sqrt } from './sqrt.ts';
export { stack, unstack } from './stack.ts';
export { stopGradient } from './stop-gradient.ts';
export { stridedSlice } from './strided-slice.ts';
export { mean, sum } from './sum.ts';
export { takeAlongAxis } from './take-along-axis.ts';
export { repeat, tile } from './tile.ts';
export { transpose } from './transpose.ts';
export { cos, sin, tan } from './trigonometry.ts';
export { variable } from './variable.ts';
export { std, variance } from './variance.ts';
export { where } from './where.ts';
