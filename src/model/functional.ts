import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Layer } from '../layers/layer.ts';
import { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import { Model } from './model.ts';
import { Network } from './network.ts';

export interface FunctionalOptions<Outputs> {
  /** What `gl.input` gave: one or a list. */
  readonly inputs: SymbolicTensor | readonly SymbolicTensor[];
  /** What layers gave: one or a list. Losses, metrics and labels go by the names of these layers. */
  readonly outputs: Outputs;
  /** Default 'model'. */
  readonly name?: string;
}

/** Layers connected in any way. Make one with `gl.model`. */
export class Functional<Output extends Tensor | readonly Tensor[]> extends Model<Output> {
  readonly #network: Network;
  protected readonly className = 'Functional';
  protected readonly single: boolean;
  protected readonly outputNames: readonly string[];

  constructor({
    inputs,
    outputs,
    name = 'model',
  }: FunctionalOptions<SymbolicTensor | readonly SymbolicTensor[]>) {
    super(name);
    const sources = symbols('inputs', inputs);
    const stranger = sources.find((source) => source.inputs.length > 0);
    if (stranger) {
      throw new ArgumentError(`model: inputs must come from gl.input, got ${stranger}.`);
    }
    this.single = !Array.isArray(outputs);
    this.#network = new Network('model', sources, symbols('outputs', outputs));
    this.outputNames = numbered(this.#network.outputs.map(({ layer }) => layer.name));
  }

  /** In Keras's order; with the inputs. */
  get layers(): readonly Layer[] {
    return this.#network.layers;
  }

  protected connect(call: string): Network {
    this.guard.requireAlive(call);
    return this.#network;
  }

  protected present(outputs: readonly Tensor[]): Output {
    return (this.single ? outputs[0] : outputs) as Output;
  }

  protected release(): void {
    this.#network.dispose();
  }
}

function symbols(what: string, value: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor[] {
  const list = [value].flat() as SymbolicTensor[];
  if (list.length > 0 && list.every((entry) => entry instanceof SymbolicTensor)) return list;
  throw new ArgumentError(
    `model: ${what} must be what gl.input or layer.apply gave, one or a list; got ${String(value)}.`,
  );
}

/** A layer that gives two outputs lends its name to both: the second becomes 'dense_1'. */
function numbered(names: readonly string[]): string[] {
  return names.map((name, k) => {
    const before = names.slice(0, k).filter((other) => other === name).length;
    return before > 0 ? `${name}_${before}` : name;
  });
}

/**
 * A model of layers connected in any way: several inputs and outputs, shared layers, residual
 * connections. Keras: Model(inputs, outputs).
 *
 * @throws ArgumentError when an output depends on an input that is not listed
 *
 * @example
 * const x = gl.input({ shape: [8] });
 * const hidden = gl.layers.dense({ units: 30, activation: 'relu' }).apply(x);
 * const joined = gl.layers.concatenate().apply([x, hidden]);
 * const model = gl.model({ inputs: x, outputs: gl.layers.dense({ units: 1 }).apply(joined) });
 */
export function model(options: FunctionalOptions<SymbolicTensor>): Functional<Tensor>;
export function model(options: FunctionalOptions<readonly SymbolicTensor[]>): Functional<readonly Tensor[]>;
export function model(
  options: FunctionalOptions<SymbolicTensor | readonly SymbolicTensor[]>,
): Functional<Tensor | readonly Tensor[]> {
  return new Functional(options);
}
