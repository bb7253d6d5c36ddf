import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface SoftmaxOptions extends LayerOptions {
  /** The axis, or axes, along which the outputs add up to 1; 0 is the batch. Default -1. */
  readonly axis?: number | readonly number[];
}

/** What is added to the logits of masked elements: in Keras, too, no infinity. */
const MASKED = -1e9;

/**
 * exp(x) / sum(exp(x)) along one or several axes. Where the input has a mask of its own shape, masked elements get
 * no share. The shape stays. Keras: Softmax.
 */
export function softmax(options: SoftmaxOptions = {}): Layer {
  const { axis = -1 } = options;
  return new FunctionLayer('softmax', options, {
    options: ['axis'],
    call(x, { masks }) {
      const mask = masks?.[0];
      const logits = mask?.rank === x.rank ? x.where(mask, x.add(MASKED)) : x;
      if (typeof axis === 'number') return logits.softmax(axis);
      return logits.sub(logits.logSumExp(axis, { keepDims: true })).exp();
    },
    along: axis,
    mask: 'kept',
  });
}
