import { ArgumentError } from '../core/errors.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Arena } from '../graph/variable.ts';
import type { CallContext, Layer } from '../layers/layer.ts';
import { placeWeights } from '../layers/place-weights.ts';
import type { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import type { Weight } from '../layers/weight.ts';
import { zeros } from '../ops/creation.ts';
import { nameLayers } from './layer-names.ts';
import { callsOf, layersOf } from './layer-order.ts';

/** What a network makes of a batch. */
export interface Forward {
  readonly outputs: readonly Tensor[];
  /** One per output: [batch, steps], true where a step counts; null where all do. */
  readonly masks: readonly (Tensor | null)[];
  /** What the layers added to the loss. */
  readonly losses: readonly Tensor[];
}

/** Connected layers whose weights have a place on the GPU. */
export class Network {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** Inputs and applied layers, each after what it needs. */
  readonly calls: readonly SymbolicTensor[];
  /** In Keras's order; with the inputs. */
  readonly layers: readonly Layer[];
  /** In Keras's order. */
  readonly weights: readonly Weight[];
  readonly #arenas: readonly Arena[];

  constructor(call: string, inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    const found = callsOf(outputs);
    this.calls = [...inputs, ...found.filter((entry) => !inputs.includes(entry))];
    requireSources(call, inputs, this.calls);
    this.layers = layersOf(this.calls);
    nameLayers(call, this.layers);
    this.weights = this.layers.flatMap((layer) => layer.weights);
    this.#arenas = placeWeights(this.layers);
  }

  get inputShapes(): Shape[] {
    return this.inputs.map(({ shape }) => shape);
  }

  get outputShapes(): Shape[] {
    return this.outputs.map(({ shape }) => shape);
  }

  get trainableWeights(): Weight[] {
    const layers = this.layers.filter(({ trainable }) => trainable);
    return layers.flatMap(({ weights }) => weights.filter(({ trainable }) => trainable));
  }

  /** Names of the inputs, under which data may be given. */
  get inputNames(): string[] {
    return this.inputs.map(({ layer }) => layer.name);
  }

  /** For each output whether it has masked steps. */
  get masked(): boolean[] {
    const example = ({ shape }: SymbolicTensor): Tensor => zeros([1, ...shape]);
    const masks = new Map<SymbolicTensor, Tensor | null>();
    const maskOf = (call: SymbolicTensor): Tensor | null => masks.get(call) ?? null;
    for (const call of this.calls) {
      const { inputs, layer } = call;
      if (inputs.length > 0) masks.set(call, layer.computeMaskOfAll(inputs.map(example), inputs.map(maskOf)));
    }
    return this.outputs.map((output) => maskOf(output) !== null);
  }

  /** Numbers that the layers give for one example, without the inputs. */
  get activationsPerExample(): number {
    return this.calls.reduce((sum, { inputs, shape }) => sum + (inputs.length > 0 ? sizeOf(shape) : 0), 0);
  }

  run(xs: readonly Tensor[], shared: Omit<CallContext, 'masks' | 'addLoss'>): Forward {
    const values = new Map<SymbolicTensor, Tensor>(this.inputs.map((input, k) => [input, xs[k]]));
    const masks = new Map<SymbolicTensor, Tensor | null>();
    const losses: Tensor[] = [];
    const addLoss = (loss: Tensor): void => {
      losses.push(loss);
    };
    const maskOf = (call: SymbolicTensor): Tensor | null => masks.get(call) ?? null;
    for (const call of this.calls) {
      if (values.has(call)) continue;
      const given = call.inputs.map((input) => values.get(input) as Tensor);
      const givenMasks = call.inputs.map(maskOf);
      values.set(call, call.layer.run(given, { ...shared, masks: givenMasks, addLoss }));
      masks.set(call, call.layer.computeMaskOfAll(given, givenMasks));
    }
    return {
      outputs: this.outputs.map((output) => values.get(output) as Tensor),
      masks: this.outputs.map(maskOf),
      losses,
    };
  }

  /** Connects the same layers to other inputs. @returns what takes the place of the outputs */
  applyTo(inputs: readonly SymbolicTensor[]): SymbolicTensor[] {
    const found = new Map<SymbolicTensor, SymbolicTensor>(this.inputs.map((input, k) => [input, inputs[k]]));
    const of = (call: SymbolicTensor): SymbolicTensor => found.get(call) as SymbolicTensor;
    for (const call of this.calls) {
      if (!found.has(call)) found.set(call, call.layer.apply(call.inputs.map(of)));
    }
    return this.outputs.map(of);
  }

  /** Gives back the memory of the weights that this network placed. */
  dispose(): void {
    for (const arena of this.#arenas) arena.storage?.dispose();
  }
}

/** Whatever has no inputs of its own must be an input of the model. */
function requireSources(
  call: string,
  inputs: readonly SymbolicTensor[],
  calls: readonly SymbolicTensor[],
): void {
  const stray = calls.find((entry) => entry.inputs.length === 0 && !inputs.includes(entry));
  if (!stray) return;
  throw new ArgumentError(
    `${call}: the outputs depend on ${stray}, which is not among the inputs. Add it to inputs.`,
  );
}
