import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Tensor } from '../graph/tensor.ts';

/** One value per row: losses and metrics over sequences or images are averaged within an example. */
export function rowMeans(values: Tensor, rows: number): Tensor {
  if (values.rank === 0) return values.broadcastTo([rows]);
  if (values.shape[0] !== rows) {
    throw new ShapeError(
      `model.compile: a loss or metric must give one value per example, [${rows}] in this batch; ` +
        `got shape ${shapeText(values.shape)}. Reduce over the other axes only.`,
    );
  }
  return values.rank === 1 ? values : values.reshape([rows, -1]).mean(1);
}
