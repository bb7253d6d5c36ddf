import type { LayerWeights } from '../../workloads/data.ts';
import { type PlainLayer, parameter, rectify, rectifyGradients } from './layer.ts';

/** 'valid', stride 1, ReLU; channels last. A row of a window lies in one piece. */
export function conv2d(
  rows: number,
  before: readonly number[],
  after: readonly number[],
  weights: LayerWeights,
): PlainLayer {
  const [kernel, bias] = weights.map(({ values }) => parameter(values));
  const [height, width, channels] = before;
  const [down, across, filters] = after;
  const size = height - down + 1;
  const y = new Float32Array(rows * down * across * filters);
  let input = new Float32Array();

  /** Calls `each` with the offsets of an input value, of its filters in the kernel and of the results it is part of. */
  const visit = (each: (from: number, weight: number, to: number) => void) => {
    for (let row = 0; row < rows; row++) {
      for (let top = 0; top < down; top++) {
        for (let left = 0; left < across; left++) {
          const to = ((row * down + top) * across + left) * filters;
          for (let line = 0; line < size; line++) {
            const from = ((row * height + top + line) * width + left) * channels;
            const weight = line * size * channels * filters;
            for (let k = 0; k < size * channels; k++) each(from + k, weight + k * filters, to);
          }
        }
      }
    }
  };
  return {
    parameters: [kernel, bias],
    forward(x) {
      input = x as Float32Array<ArrayBuffer>;
      for (let k = 0; k < y.length; k += filters) y.set(bias.values, k);
      const { values } = kernel;
      visit((from, weight, to) => {
        const factor = x[from];
        if (factor === 0) return;
        for (let k = 0; k < filters; k++) y[to + k] += factor * values[weight + k];
      });
      rectify(y);
      return y;
    },
    backward(dy, dx) {
      rectifyGradients(dy, y);
      const { values, gradients } = kernel;
      gradients.fill(0);
      visit((from, weight, to) => {
        const factor = input[from];
        for (let k = 0; k < filters; k++) gradients[weight + k] += factor * dy[to + k];
      });
      bias.gradients.fill(0);
      for (let k = 0; k < dy.length; k++) bias.gradients[k % filters] += dy[k];
      if (!dx) return;
      visit((from, weight, to) => {
        let sum = 0;
        for (let k = 0; k < filters; k++) sum += values[weight + k] * dy[to + k];
        dx[from] += sum;
      });
    },
  };
}
