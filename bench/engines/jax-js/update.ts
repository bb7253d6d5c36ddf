import { numpy as np } from '@jax-js/jax';
import type { Training } from '../../workloads/workload.ts';

type Optimizer = Training['optimizer'];

const EPSILON = 1e-7;

/** What the optimizer remembers: lists of one array per weight, and for Adam the powers of its betas. */
export function initialSlots(name: Optimizer['name'], weights: readonly np.Array[]): np.Array[][] {
  const zeros = () => weights.map(({ shape }) => np.zeros(shape));
  if (name === 'sgd') return [];
  if (name === 'rmsprop') return [zeros()];
  return [zeros(), zeros(), [np.array(1), np.array(1)]];
}

/** The weights after one step, by the formulas of Keras. */
export function update(
  { name, learningRate }: Optimizer,
  weights: readonly np.Array[],
  gradients: readonly np.Array[],
  slots: np.Array[][],
): { weights: np.Array[]; slots: np.Array[][] } {
  if (name === 'sgd') {
    return { weights: weights.map((weight, k) => weight.sub(gradients[k].mul(learningRate))), slots: [] };
  }
  if (name === 'rmsprop') {
    const squares = averages(slots[0], gradients.map(square), 0.9);
    const moved = weights.map((weight, k) =>
      weight.sub(gradients[k].mul(learningRate).div(np.sqrt(squares[k].ref.add(EPSILON)))),
    );
    return { weights: moved, slots: [squares] };
  }
  const means = averages(
    slots[0],
    gradients.map((gradient) => gradient.ref),
    0.9,
  );
  const squares = averages(slots[1], gradients.map(square), 0.999);
  for (const gradient of gradients) gradient.dispose();
  const [power1, power2] = [slots[2][0].mul(0.9), slots[2][1].mul(0.999)];
  const rate = np.sqrt(np.array(1).sub(power2.ref)).div(np.array(1).sub(power1.ref)).mul(learningRate);
  const moved = weights.map((weight, k) =>
    weight.sub(means[k].ref.mul(rate.ref).div(np.sqrt(squares[k].ref).add(EPSILON))),
  );
  rate.dispose();
  return { weights: moved, slots: [means, squares, [power1, power2]] };
}

const square = (gradient: np.Array): np.Array => np.square(gradient.ref);

const averages = (before: readonly np.Array[], now: readonly np.Array[], momentum: number): np.Array[] =>
  before.map((average, k) => average.mul(momentum).add(now[k].mul(1 - momentum)));
