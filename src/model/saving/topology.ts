import type { Config } from '../../core/config.ts';
import type { SymbolicTensor } from '../../layers/symbolic-tensor.ts';
import type { Network } from '../network.ts';

/** A model without its weights, as plain JSON: what `model.toJSON()` gives. */
export interface Topology {
  readonly format: 'gradloom';
  readonly version: 1;
  readonly className: 'Sequential' | 'Functional';
  readonly name: string;
  readonly layers: readonly LayerJson[];
  /** Every use of a layer, each after those it needs. */
  readonly calls: readonly CallJson[];
  /** Places among the calls. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[] | number;
}

export interface LayerJson {
  readonly className: string;
  readonly name: string;
  readonly config: Config;
}

export interface CallJson {
  /** Name of the layer. */
  readonly layer: string;
  /** Places among the calls. */
  readonly inputs: readonly number[];
}

/** Describes a model. @throws ArgumentError for a layer with options that are no JSON, such as own functions */
export function describe(
  { layers, calls, inputs, outputs }: Network,
  { className, name, single }: { className: Topology['className']; name: string; single: boolean },
): Topology {
  const places = new Map(calls.map((call, k) => [call, k]));
  const placeOf = (call: SymbolicTensor): number => places.get(call) as number;
  const ends = outputs.map(placeOf);
  return {
    format: 'gradloom',
    version: 1,
    className,
    name,
    layers: layers.map((layer) => ({
      className: layer.kind,
      name: layer.name,
      config: layer.config,
    })),
    calls: calls.map((call) => ({ layer: call.layer.name, inputs: call.inputs.map(placeOf) })),
    inputs: inputs.map(placeOf),
    outputs: single ? ends[0] : ends,
  };
}
