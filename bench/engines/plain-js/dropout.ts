import type { PlainLayer } from './layer.ts';

export function dropout(size: number, rate: number): PlainLayer {
  const factors = new Float32Array(size);
  const y = new Float32Array(size);
  return {
    parameters: [],
    forward(x) {
      for (let k = 0; k < size; k++) {
        factors[k] = Math.random() < rate ? 0 : 1 / (1 - rate);
        y[k] = x[k] * factors[k];
      }
      return y;
    },
    backward(dy, dx) {
      if (dx) for (let k = 0; k < size; k++) dx[k] += dy[k] * factors[k];
    },
  };
}
