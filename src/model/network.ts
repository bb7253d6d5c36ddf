import { ShapeError, StateError, shapeText } from '../core/errors.ts';
import { type Shape, sameShape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import type { CallContext, Layer, Weight } from '../layers/layer.ts';

/** Layers that know their shapes, with weights that have a place: trainable ones in one arena, the others in another. */
export class Network {
  readonly layers: readonly Layer[];
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** In Keras's order. */
  readonly weights: readonly Weight[];
  readonly trainable: readonly Weight[];
  /** All trainable weights as one vector. */
  readonly params: Variable;
  /** The other weights as one vector, such as the moving averages of batch normalization; null without any. */
  readonly fixed: Variable | null;

  constructor(layers: readonly Layer[], inputShape: Shape) {
    this.layers = layers;
    this.inputShape = inputShape;
    this.outputShape = connect(layers, inputShape);
    this.weights = layers.flatMap((layer) => layer.weights);
    this.trainable = this.weights.filter((weight) => weight.trainable);
    this.params = place('weights', layers, this.trainable);
    const fixed = this.weights.filter((weight) => !weight.trainable);
    this.fixed = fixed.length > 0 ? place('fixed weights', layers, fixed) : null;
  }

  /** All weights as one or two vectors. */
  get vectors(): Variable[] {
    return this.fixed ? [this.params, this.fixed] : [this.params];
  }

  /** The variables of the trainable weights, in the order of their places in `params`. */
  get parts(): Variable[] {
    return this.trainable.map((weight) => weight.value);
  }

  call(x: Tensor, context: CallContext): Tensor {
    return this.layers.reduce((value, layer) => layer.call(value, context), x);
  }

  /** The sum of all regularizers; null when there is none. */
  penalty(): Tensor | null {
    let total: Tensor | null = null;
    for (const { regularizer, value } of this.weightsWithRegularizer()) {
      const penalty = regularizer.penalty(value);
      total = total ? total.add(penalty) : penalty;
    }
    return total;
  }

  dispose(): void {
    for (const arena of new Set(this.weights.map((weight) => weight.value.arena))) arena.storage?.dispose();
  }

  private *weightsWithRegularizer() {
    for (const weight of this.trainable) {
      if (weight.regularizer) yield { regularizer: weight.regularizer, value: weight.value };
    }
  }
}

/** Gives every layer its shapes and lets it declare its weights. */
function connect(layers: readonly Layer[], inputShape: Shape): Shape {
  let shape = inputShape;
  for (const [k, layer] of layers.entries()) {
    if (layer.inputShape && !sameShape(layer.inputShape, shape)) {
      const before = k === 0 ? 'the data has' : `layer '${layers[k - 1].name}' before it gives`;
      throw new ShapeError(
        `sequential: layer '${layer.name}' has inputShape ${shapeText(layer.inputShape)}, but ${before} ` +
          `${shapeText(shape)}. Leave inputShape out (only the first layer needs one), or make them equal.`,
      );
    }
    if (layer.outputShape) {
      throw new StateError(
        `sequential: layer '${layer.name}' belongs to a model already. Make a layer for each model.`,
      );
    }
    layer.build(shape);
    shape = layer.computeOutputShape(shape);
    layer.outputShape = shape;
  }
  return shape;
}

/** Packs weights side by side, with their first values. Returns the vector over all of them. */
function place(label: string, layers: readonly Layer[], weights: readonly Weight[]): Variable {
  const ownerOf = (weight: Weight): string =>
    layers.find((layer) => layer.weights.includes(weight))?.name ?? '';
  const specs = weights.map((weight) => ({
    name: `${ownerOf(weight)}/${weight.name}`,
    shape: weight.shape,
    initial: weight.initializer.values(weight.shape),
    trainable: weight.trainable,
  }));
  const { flat, parts } = packVariables(label, specs);
  for (const [k, weight] of weights.entries()) weight.variable = parts[k];
  return flat;
}
