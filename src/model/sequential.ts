import { ArgumentError, DataError, StateError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import type { Tensor } from '../graph/tensor.ts';
import { InputLayer, input } from '../layers/input-layer.ts';
import { Layer } from '../layers/layer.ts';
import { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import { toHost } from './host-data.ts';
import { nameLayers } from './layer-names.ts';
import { Model } from './model.ts';
import { Network } from './network.ts';
import { dataPerName } from './per-name.ts';
import type { Data, DataOf } from './types.ts';

export interface SequentialOptions {
  /** Default 'sequential'. */
  readonly name?: string;
}

type SequentialLayers = readonly (Layer | Model | SymbolicTensor)[];

/** The form of TensorFlow.js. */
export interface SequentialConfig extends SequentialOptions {
  readonly layers?: SequentialLayers;
}

/** Layers one after the other. Make one with `gl.sequential`. */
export class Sequential extends Model {
  readonly layers: readonly Layer[] = [];
  protected readonly className = 'Sequential';
  protected readonly single = true;
  /** Layers, and models with one input and output, one after the other. */
  readonly #parts: (Layer | Model)[] = [];
  #input: SymbolicTensor | null = null;
  #network: Network | null = null;

  constructor(layers: SequentialLayers = [], { name = 'sequential' }: SequentialOptions = {}) {
    super(name);
    for (const layer of layers) this.add(layer);
  }

  /**
   * Appends a layer, or a model, whose layers and weights become those of this one, too. The first may be what
   * `gl.input` or `gl.layers.inputLayer` gave.
   */
  add(layer: Layer | Model | SymbolicTensor): void {
    this.guard.requireAlive('model.add');
    if (this.#network) {
      throw new StateError('model.add: the model is built already. Add all layers before its first use.');
    }
    const start = layer instanceof InputLayer ? layer.symbol() : layer;
    if (start instanceof SymbolicTensor && start.inputs.length === 0 && this.layers.length === 0) {
      this.#input = start;
      return;
    }
    if (layer instanceof Sequential) {
      if (this.#parts.length === 0) this.#input ??= layer.#input;
      for (const part of layer.#parts) this.add(part);
      return;
    }
    if (!(layer instanceof Layer || layer instanceof Model)) {
      throw new ArgumentError(
        `sequential: expected a layer such as gl.layers.dense({ units: 1 }), got ${String(layer)}.`,
      );
    }
    const added =
      layer instanceof Layer ? [layer] : layer.layers.filter((one) => !(one instanceof InputLayer));
    const again = added.find((one) => this.layers.includes(one));
    if (again) {
      throw new ArgumentError(
        `sequential: layer '${again.name}' is in the model already. Make another one, or use gl.model to share it.`,
      );
    }
    nameLayers('sequential', [...this.layers, ...added]);
    (this.layers as Layer[]).push(...added);
    this.#parts.push(layer);
  }

  protected get outputNames(): string[] {
    return [this.layers[this.layers.length - 1]?.name ?? 'output'];
  }

  protected present([output]: readonly Tensor[]): Tensor {
    return output;
  }

  protected connect(call: string, found?: Shape): Network {
    this.guard.requireAlive(call);
    if (this.#network) return this.#network;
    const [first] = this.#parts;
    if (!first)
      throw new StateError(
        `${call}: the model has no layers. Pass them to gl.sequential([...]) or add() them.`,
      );
    const shape = this.#inputShape ?? found;
    if (!shape) {
      throw new StateError(
        `${call}: the shape of the input is unknown: the first layer, '${first.name}', has no inputShape. ` +
          'Give it one, for example inputShape: [4] for four numbers per example, or call fit first.',
      );
    }
    const start = this.#input ?? input({ shape });
    let end = start;
    for (const part of this.#parts) end = part.apply(end) as SymbolicTensor;
    this.#network = new Network('sequential', [start], [end]);
    return this.#network;
  }

  protected override async connectFor(call: string, x: DataOf): Promise<[network: Network, x: DataOf]> {
    if (this.#network || this.#inputShape) return [this.connect(call), x];
    const [data] = dataPerName<Data>(call, 'x', x, ['x']);
    const examples: HostArray = await toHost(call, 'x', data);
    if (examples.shape.length < 2) {
      throw new DataError(
        `${call}: x of shape ${shapeText(examples.shape)} has no axis of features. ` +
          `Reshape it to ${shapeText([...examples.shape, 1])} for one number per example.`,
      );
    }
    return [this.connect(call, examples.shape.slice(1)), examples];
  }

  /** Of one example; null while nobody has said it. */
  get #inputShape(): Shape | null {
    const [first] = this.#parts;
    if (this.#input || !first) return this.#input?.shape ?? null;
    return first instanceof Layer ? first.inputShape : (first.layers[0].inputShape ?? null);
  }

  protected release(): void {
    this.#network?.dispose();
  }
}

/**
 * A model of layers, one after the other.
 *
 * @param layers `{ layers, name }` as in TensorFlow.js, or a list: layers, or models to go on with; the first has an `inputShape`, or stands after a `gl.input`, or takes the shape of the data
 * @throws ArgumentError when something else is among them, or two have the same name
 */
export const sequential = (
  layers: SequentialLayers | SequentialConfig = [],
  options: SequentialOptions = {},
): Sequential => (isList(layers) ? new Sequential(layers, options) : new Sequential(layers.layers, layers));

const isList = (value: SequentialLayers | SequentialConfig): value is SequentialLayers =>
  Array.isArray(value);
