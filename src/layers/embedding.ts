import type { ConstraintLike } from '../constraints/constraint.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import * as ops from '../ops/embedding.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { checkPositiveInteger, Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface EmbeddingOptions extends LayerOptions {
  /** Number of words: the largest index plus 1. */
  readonly inputDim: number;
  /** Length of the vectors. */
  readonly outputDim: number;
  /** Default 'randomUniform', from -0.05 to 0.05. */
  readonly embeddingsInitializer?: InitializerLike;
  /** Default none. */
  readonly embeddingsRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly embeddingsConstraint?: ConstraintLike | null;
  /** Whether index 0 stands for a step that does not count: later layers, losses and metrics pass over it. Default false. */
  readonly maskZero?: boolean;
}

class Embedding extends Layer {
  declare readonly options: EmbeddingOptions;
  readonly kind = 'embedding';
  override readonly ownOptions: readonly string[] = [
    'inputDim',
    'outputDim',
    'embeddingsInitializer',
    'embeddingsRegularizer',
    'embeddingsConstraint',
    'maskZero',
  ];
  protected override readonly autocast = false;
  readonly outputDim: number;
  #table: Weight | null = null;

  constructor(options: EmbeddingOptions) {
    super(options);
    checkPositiveInteger('layers.embedding', 'inputDim', options.inputDim);
    checkPositiveInteger('layers.embedding', 'outputDim', options.outputDim);
    this.outputDim = options.outputDim;
  }

  override build(): void {
    const { inputDim, outputDim, embeddingsInitializer: initializer = 'randomUniform' } = this.options;
    const { embeddingsRegularizer: regularizer, embeddingsConstraint: constraint } = this.options;
    const shape = [inputDim, outputDim];
    this.#table = this.addWeight({ name: 'embeddings', shape, initializer, regularizer, constraint });
  }

  call(x: Tensor): Tensor {
    return ops.embedding((this.#table as Weight).value, x.cast('int32'));
  }

  override computeMask(x: Tensor): Tensor | null {
    return this.options.maskZero ? x.notEqual(0) : null;
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape, this.outputDim];
  }
}

/**
 * A trained vector for each of `inputDim` indices: [...] -> [..., outputDim]. Indices below 0 or from
 * inputDim on count as the nearest one that exists. Keras: Embedding.
 */
export const embedding = (options: EmbeddingOptions): Layer => new Embedding(options);
