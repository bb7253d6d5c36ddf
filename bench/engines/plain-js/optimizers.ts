import type { Training } from '../../workloads/workload.ts';
import type { Parameter } from './layer.ts';

const EPSILON = 1e-7;

/** Moves parameters by their gradients: the formulas of Keras. */
export function optimizer(
  { name, learningRate }: Training['optimizer'],
  parameters: readonly Parameter[],
): () => void {
  const slots = parameters.map(({ values }) => [0, 1].map(() => new Float32Array(values.length)));
  let steps = 0;
  return () => {
    steps++;
    for (const [k, one] of parameters.entries()) {
      const [first, second] = slots[k];
      if (name === 'sgd') sgd(one, learningRate);
      if (name === 'rmsprop') rmsprop(one, learningRate, first);
      if (name === 'adam') adam(one, learningRate, first, second, steps);
    }
  };
}

function sgd({ values, gradients }: Parameter, rate: number): void {
  for (let k = 0; k < values.length; k++) values[k] -= rate * gradients[k];
}

function rmsprop({ values, gradients }: Parameter, rate: number, squares: Float32Array): void {
  for (let k = 0; k < values.length; k++) {
    const gradient = gradients[k];
    squares[k] = 0.9 * squares[k] + 0.1 * gradient * gradient;
    values[k] -= (rate * gradient) / Math.sqrt(squares[k] + EPSILON);
  }
}

function adam(
  { values, gradients }: Parameter,
  rate: number,
  means: Float32Array,
  squares: Float32Array,
  steps: number,
): void {
  const corrected = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
  for (let k = 0; k < values.length; k++) {
    const gradient = gradients[k];
    means[k] = 0.9 * means[k] + 0.1 * gradient;
    squares[k] = 0.999 * squares[k] + 0.001 * gradient * gradient;
    values[k] -= (corrected * means[k]) / (Math.sqrt(squares[k]) + EPSILON);
  }
}
