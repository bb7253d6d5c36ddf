import { sizeOf } from '../core/shape.ts';
import type { Layer } from '../layers/layer.ts';
import type { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import type { Network } from './network.ts';

/**
 * The layers as a table: name, shape of a batch of outputs, number of weights.
 * Where they are not simply one after the other, it also says what each is connected to.
 */
export function summarize(name: string, layers: readonly Layer[], { calls, outputs }: Network): string {
  const isChain =
    outputs.length === 1 &&
    calls.every(({ inputs }, k) =>
      k === 0 ? inputs.length === 0 : inputs.length === 1 && inputs[0] === calls[k - 1],
    );
  const header = ['Layer', 'Output shape', 'Params', ...(isChain ? [] : ['Connected to'])];
  const rows = layers.map((layer) => [
    `${layer.name} (${layer.kind})`,
    `[${['batch', ...(layer.outputShape ?? [])].join(', ')}]`,
    format(count([layer])),
    ...(isChain ? [] : [connections(layer, calls)]),
  ]);
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const pad = (text: string, column: number): string =>
    column === 2 ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  const line = (row: readonly string[]): string => row.map(pad).join('  ').trimEnd();
  const rule = '─'.repeat(widths.reduce((a, b) => a + b + 2, -2));
  const total = count(layers);
  const trainable = count(layers, true);
  return [
    `Model: ${name}`,
    rule,
    line(header),
    rule,
    ...rows.map(line),
    rule,
    `Total params: ${format(total)}`,
    `Trainable params: ${format(trainable)}`,
    `Non-trainable params: ${format(total - trainable)}`,
  ].join('\n');
}

const connections = (layer: Layer, calls: readonly SymbolicTensor[]): string =>
  calls
    .filter((call) => call.layer === layer)
    .flatMap(({ inputs }) => inputs.map((input) => input.layer.name))
    .join(', ');

/** The numbers in all weights, or in those that are trained. */
function count(layers: readonly Layer[], trained = false): number {
  const weights = layers.flatMap((layer) =>
    layer.weights.filter((weight) => !trained || (weight.trainable && layer.trainable)),
  );
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Thousands apart, independent of the reader's locale. */
const format = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
