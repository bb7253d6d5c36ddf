import { ElementwiseMerge, type Join } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

const product: Join = (inputs, masks) => {
  const factors = inputs.map((input, k) => {
    const mask = masks[k];
    return mask ? input.where(mask, 1) : input;
  });
  const joined = factors.reduce((a, b) => a.mul(b));
  const counts = masks.reduce((a, b) => a && b && a.logicalOr(b));
  return counts ? joined.where(counts, 0) : joined;
};

/**
 * The product of all inputs; lengths of 1 are broadcast: [...] and [...] -> [...]. Masked steps count
 * as 1; where all are masked the product is 0. Keras: Multiply.
 */
export const multiply = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('multiply', options, product);
