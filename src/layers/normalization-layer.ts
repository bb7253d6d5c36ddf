import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface NormalizationLayerOptions extends LayerOptions {
  /** Added to the variance. Default 1e-3. */
  readonly epsilon?: number;
  /** Whether a trained beta is added in the end. Default true. */
  readonly center?: boolean;
  /** Whether a trained gamma multiplies the normalized values. Default true. */
  readonly scale?: boolean;
  /** Default 'zeros'. */
  readonly betaInitializer?: string | Initializer;
  /** Default 'ones'. */
  readonly gammaInitializer?: string | Initializer;
  /** Default none. */
  readonly betaRegularizer?: string | Regularizer | null;
  /** Default none. */
  readonly gammaRegularizer?: string | Regularizer | null;
}

/** A layer that normalizes, then scales by gamma and adds beta: the two weights, in this order. */
export abstract class NormalizationLayer extends Layer {
  readonly epsilon: number;
  readonly #options: NormalizationLayerOptions;
  #gamma: Weight | null = null;
  #beta: Weight | null = null;

  constructor(call: string, options: NormalizationLayerOptions) {
    super(options);
    const { epsilon = 1e-3 } = options;
    if (!(epsilon >= 0 && Number.isFinite(epsilon))) {
      throw new ArgumentError(
        `${call}: epsilon must be a finite number of at least 0, got ${String(epsilon)}.`,
      );
    }
    this.epsilon = epsilon;
    this.#options = options;
  }

  /** Declares gamma and beta, where they are wanted. */
  protected addScaleAndOffset(shape: Shape): void {
    const call = `layers.${this.kind}`;
    const {
      center = true,
      scale = true,
      betaInitializer = 'zeros',
      gammaInitializer = 'ones',
    } = this.#options;
    if (scale) {
      this.#gamma = this.addWeight({
        name: 'gamma',
        shape,
        initializer: getInitializer(call, gammaInitializer),
        regularizer: getRegularizer(call, this.#options.gammaRegularizer),
      });
    }
    if (center) {
      this.#beta = this.addWeight({
        name: 'beta',
        shape,
        initializer: getInitializer(call, betaInitializer),
        regularizer: getRegularizer(call, this.#options.betaRegularizer),
      });
    }
  }

  /** gamma and beta as the normalizing operations take them, in another shape where one is given. */
  protected affine(shape?: Shape) {
    const value = (weight: Weight | null) => (shape ? weight?.value.reshape(shape) : weight?.value);
    return { scale: value(this.#gamma), offset: value(this.#beta), epsilon: this.epsilon };
  }
}
