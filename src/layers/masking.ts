import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Layer, type LayerOptions } from './layer.ts';

export interface MaskingOptions extends LayerOptions {
  /** A step all of whose features have this value does not count. Default 0. */
  readonly maskValue?: number;
}

class Masking extends Layer {
  readonly kind = 'masking';
  override readonly ownOptions: readonly string[] = ['maskValue'];
  protected override readonly autocast = false;
  readonly maskValue: number;

  constructor(options: MaskingOptions) {
    super(options);
    const { maskValue = 0 } = options;
    if (!Number.isFinite(maskValue)) {
      throw new ArgumentError(`layers.masking: maskValue must be a finite number, got ${String(maskValue)}.`);
    }
    this.maskValue = maskValue;
  }

  override build(inputShape: Shape): void {
    this.requireRank(inputShape, 1);
  }

  call(x: Tensor): Tensor {
    return x.mul(this.computeMask(x).expandDims(-1).cast('float32'));
  }

  override computeMask(x: Tensor): Tensor {
    return x.notEqual(this.maskValue).any(-1);
  }
}

/**
 * Marks the steps that do not count: later layers, losses and metrics pass over them. Their features
 * become 0. [steps, features], the shape stays. Keras: Masking.
 */
export const masking = (options: MaskingOptions = {}): Layer => new Masking(options);
