import { lookUp } from '../core/names.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { oneHot } from '../ops/one-hot.ts';
import { FunctionLayer } from './function-layer.ts';
import { checkPositiveInteger, type Layer, type LayerOptions } from './layer.ts';

export interface CategoryEncodingOptions extends LayerOptions {
  /** Number of categories: the largest index plus 1. */
  readonly numTokens: number;
  /**
   * 'oneHot': a 1 for each index, [n] -> [n, numTokens], [1] -> [numTokens]. 'multiHot': a 1 for every
   * index that occurs, [..., n] -> [..., numTokens]. 'count': how often it does. Default 'multiHot'.
   */
  readonly outputMode?: 'oneHot' | 'multiHot' | 'count' | 'one_hot' | 'multi_hot';
}

interface Mode {
  readonly encode: (x: Tensor, tokens: number) => Tensor;
  readonly outputShape: (shape: Shape, tokens: number) => Shape;
}

/** Keras: one index per example is one category, not a list of one. */
const isSingle = (shape: Shape): boolean => shape.length > 0 && shape[shape.length - 1] === 1;

/** Of indices [rows, ..., n] a 1 at each. */
const marks = (x: Tensor, tokens: number): Tensor => oneHot(x.rank === 1 ? x.expandDims(-1) : x, tokens);

const together = (shape: Shape, tokens: number): Shape => [...shape.slice(0, -1), tokens];

const MODES: Readonly<Record<string, Mode>> = {
  oneHot: {
    encode: (x, tokens) => oneHot(isSingle(x.shape.slice(1)) ? x.squeeze(-1) : x, tokens),
    outputShape: (shape, tokens) => (isSingle(shape) ? together(shape, tokens) : [...shape, tokens]),
  },
  multiHot: { encode: (x, tokens) => marks(x, tokens).max(-2), outputShape: together },
  count: { encode: (x, tokens) => marks(x, tokens).sum(-2), outputShape: together },
};

/**
 * Indices of categories as numbers that a model can work with. An index outside of [0, numTokens) gives
 * zeros (Keras refuses it). Keras, which also takes weights for 'count': CategoryEncoding.
 */
export function categoryEncoding(options: CategoryEncodingOptions): Layer {
  const call = 'layers.categoryEncoding';
  const { numTokens, outputMode = 'multiHot' } = options;
  checkPositiveInteger(call, 'numTokens', numTokens);
  const { encode, outputShape } = lookUp(call, 'outputMode', outputMode, MODES);
  return new FunctionLayer('categoryEncoding', options, {
    options: ['numTokens', 'outputMode'],
    call: (x) => encode(x, numTokens),
    autocast: false,
    outputShape: (shape) => outputShape(shape, numTokens),
  });
}
