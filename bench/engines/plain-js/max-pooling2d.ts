import type { PlainLayer } from './layer.ts';

/** Windows of 2 by 2; channels last. */
export function maxPooling2d(rows: number, before: readonly number[], after: readonly number[]): PlainLayer {
  const [height, width, channels] = before;
  const [down, across] = after;
  const y = new Float32Array(rows * down * across * channels);
  /** Where the largest came from. */
  const source = new Int32Array(y.length);
  return {
    parameters: [],
    forward(x) {
      for (let k = 0; k < y.length; k++) {
        const channel = k % channels;
        const position = (k - channel) / channels;
        const left = position % across;
        const line = ((position - left) / across) % down;
        const row = Math.floor(position / (across * down));
        const first = ((row * height + 2 * line) * width + 2 * left) * channels + channel;
        let best = first;
        for (const other of [first + channels, first + width * channels, first + (width + 1) * channels]) {
          if (x[other] > x[best]) best = other;
        }
        source[k] = best;
        y[k] = x[best];
      }
      return y;
    },
    backward(dy, dx) {
      if (dx) for (let k = 0; k < dy.length; k++) dx[source[k]] += dy[k];
    },
  };
}
