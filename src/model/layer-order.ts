import type { Layer } from '../layers/layer.ts';
import type { SymbolicTensor } from '../layers/symbolic-tensor.ts';

/** Everything that `outputs` need, each after what it needs itself. */
export function callsOf(outputs: readonly SymbolicTensor[]): SymbolicTensor[] {
  const calls = new Set<SymbolicTensor>();
  const visit = (call: SymbolicTensor): void => {
    if (calls.has(call)) return;
    for (const input of call.inputs) visit(input);
    calls.add(call);
  };
  for (const output of outputs) visit(output);
  return [...calls];
}

/**
 * The layers of these calls in Keras's order, which is that of the weights in saved models: by the
 * longest way to an output, farthest first; then as they come up on the way from the outputs down.
 */
export function layersOf(calls: readonly SymbolicTensor[]): Layer[] {
  const depth = new Map<SymbolicTensor, number>();
  for (const call of [...calls].reverse()) {
    const below = depth.get(call) ?? 0;
    depth.set(call, below);
    for (const input of call.inputs) depth.set(input, Math.max(depth.get(input) ?? 0, below + 1));
  }
  const layers = new Map<Layer, number>();
  for (const call of calls) {
    layers.set(call.layer, Math.max(layers.get(call.layer) ?? 0, depth.get(call) as number));
  }
  return [...layers].sort(([, a], [, b]) => b - a).map(([layer]) => layer);
}
