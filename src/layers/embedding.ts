import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { getInitializer } from '../initializers/names.ts';
import * as ops from '../ops/embedding.ts';
import { getRegularizer } from '../regularizers/names.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { checkPositiveInteger, Layer, type LayerOptions } from './layer.ts';
import type { Weight } from './weight.ts';

export interface EmbeddingOptions extends LayerOptions {
  /** Number of words: the largest index plus 1. */
  readonly inputDim: number;
  /** Length of the vectors. */
  readonly outputDim: number;
  /** Default 'randomUniform', from -0.05 to 0.05. */
  readonly embeddingsInitializer?: string | Initializer;
  /** Default none. */
  readonly embeddingsRegularizer?: string | Regularizer | null;
}

class Embedding extends Layer {
  readonly kind = 'embedding';
  readonly outputDim: number;
  readonly #options: EmbeddingOptions;
  #table: Weight | null = null;

  constructor(options: EmbeddingOptions) {
    super(options);
    checkPositiveInteger('layers.embedding', 'inputDim', options.inputDim);
    checkPositiveInteger('layers.embedding', 'outputDim', options.outputDim);
    this.outputDim = options.outputDim;
    this.#options = options;
  }

  override build(): void {
    const { inputDim, outputDim, embeddingsInitializer = 'randomUniform' } = this.#options;
    this.#table = this.addWeight({
      name: 'embeddings',
      shape: [inputDim, outputDim],
      initializer: getInitializer('layers.embedding', embeddingsInitializer),
      regularizer: getRegularizer('layers.embedding', this.#options.embeddingsRegularizer),
    });
  }

  call(x: Tensor): Tensor {
    return ops.embedding((this.#table as Weight).value, x.cast('int32'));
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
