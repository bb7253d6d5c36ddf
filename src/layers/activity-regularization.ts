import { l1l2 } from '../regularizers/l1-l2.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface ActivityRegularizationOptions extends LayerOptions {
  /** Factor of the sum of absolute values. Default 0. */
  readonly l1?: number;
  /** Factor of the sum of squares. Default 0. */
  readonly l2?: number;
}

/** Passes its input on and adds a penalty on it to the loss. Keras: ActivityRegularization. */
export function activityRegularization(options: ActivityRegularizationOptions = {}): Layer {
  const { l1, l2 } = options;
  const complete: ActivityRegularizationOptions = { ...options, activityRegularizer: l1l2({ l1, l2 }) };
  return new FunctionLayer('activityRegularization', complete, {
    options: ['l1', 'l2'],
    call: (x) => x,
    mask: 'kept',
  });
}
