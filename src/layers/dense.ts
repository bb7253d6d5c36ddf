import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { KernelLayer, type KernelLayerOptions } from './kernel-layer.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';
import { BIAS, KERNEL } from './option-names.ts';

export interface DenseOptions extends KernelLayerOptions {
  /** Number of outputs. */
  readonly units: number;
}

class Dense extends KernelLayer {
  readonly kind = 'dense';
  override readonly ownOptions: readonly string[] = [...BIAS, ...KERNEL, 'units'];
  protected override readonly supportsMasking = true;
  readonly units: number;

  constructor(options: DenseOptions) {
    super('layers.dense', options);
    checkPositiveInteger('layers.dense', 'units', options.units);
    this.units = options.units;
  }

  override build(inputShape: Shape): void {
    this.requireRank(inputShape, 1);
    this.addKernel([inputShape[inputShape.length - 1], this.units], this.units);
  }

  /** Inputs with more axes are rows of one matrix: their derivative then is one product, too. */
  protected product(x: Tensor, kernel: Tensor): Tensor {
    if (x.rank === 2) return x.matmul(kernel);
    const rows = x.reshape([-1, x.shape[x.rank - 1]]);
    return rows.matmul(kernel).reshape([...x.shape.slice(0, -1), this.units]);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape.slice(0, -1), this.units];
  }
}

/** activation(x · kernel + bias) over the last axis: [..., n] -> [..., units]. */
export const dense = (options: DenseOptions): Layer => new Dense(options);
