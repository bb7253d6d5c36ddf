import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { type CallContext, Layer, type LayerOptions } from './layer.ts';

export interface LayerFunction {
  /** The names of the options that not every layer has. */
  readonly options: readonly string[];
  readonly call: (x: Tensor, context: CallContext) => Tensor;
  /** The names of the axes of an example, where there must be so many and no others. */
  readonly axes?: readonly string[];
  /** Axes of a batch that the function works along, as the caller gave them: not the first. */
  readonly along?: number | readonly number[];
  /**
   * 'kept': a mask of the input holds for the output, too; 'used': the output needs none any more.
   * Default: the layer knows nothing of masks.
   */
  readonly mask?: 'kept' | 'used';
  /** Whether inputs may be rounded under mixed precision. Default true. */
  readonly autocast?: boolean;
  /** What becomes of a shape. Default: it stays. */
  readonly outputShape?: (inputShape: Shape) => Shape;
}

/** A layer without weights: no more than a function of its input. */
export class FunctionLayer extends Layer {
  readonly kind: string;
  override readonly ownOptions: readonly string[];
  protected override readonly supportsMasking: boolean;
  protected override readonly autocast: boolean;
  readonly #layer: LayerFunction;

  /** @param options everything that the layer was made with */
  constructor(kind: string, options: LayerOptions, layer: LayerFunction) {
    super(options);
    this.kind = kind;
    this.ownOptions = layer.options;
    this.supportsMasking = layer.mask === 'kept';
    this.autocast = layer.autocast ?? true;
    this.#layer = layer;
  }

  override build(inputShape: Shape): void {
    const { axes, along } = this.#layer;
    if (axes) this.requireAxes(inputShape, axes);
    if (along !== undefined) this.exampleAxes(inputShape, along);
  }

  call(x: Tensor, context: CallContext): Tensor {
    return this.#layer.call(x, context);
  }

  override computeMask(x: Tensor, mask: Tensor | null): Tensor | null {
    return this.#layer.mask === 'used' ? null : super.computeMask(x, mask);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return this.#layer.outputShape?.(inputShape) ?? inputShape;
  }
}
