import { shapeText } from '../core/errors.ts';
import { sizeOf } from '../core/shape.ts';
import type { Layer } from '../layers/layer.ts';

/** The layers as a table: name, shape of a batch of outputs, number of weights. */
export function summarize(name: string, layers: readonly Layer[]): string {
  const rows = layers.map((layer) => [
    `${layer.name} (${layer.kind})`,
    shapeText(['batch', ...(layer.outputShape ?? [])] as unknown as number[]),
    count(layer, true) + count(layer, false),
  ]);
  const table = [['Layer', 'Output shape', 'Params'], ...rows.map((row) => row.map(format))];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    `${row[0].padEnd(widths[0])}  ${row[1].padEnd(widths[1])}  ${row[2].padStart(widths[2])}`;
  const rule = '─'.repeat(widths[0] + widths[1] + widths[2] + 4);
  const trainable = layers.reduce((sum, layer) => sum + count(layer, true), 0);
  const fixed = layers.reduce((sum, layer) => sum + count(layer, false), 0);
  return [
    `Model: ${name}`,
    rule,
    line(table[0]),
    rule,
    ...table.slice(1).map(line),
    rule,
    `Total params: ${format(trainable + fixed)}`,
    `Trainable params: ${format(trainable)}`,
    `Non-trainable params: ${format(fixed)}`,
  ].join('\n');
}

const count = (layer: Layer, trainable: boolean): number =>
  layer.weights.reduce((sum, weight) => sum + (weight.trainable === trainable ? sizeOf(weight.shape) : 0), 0);

/** Thousands apart, independent of the reader's locale. */
const format = (value: string | number): string =>
  typeof value === 'string' ? value : String(value).replace(/\B(?=(\d{3})+$)/g, ',');
