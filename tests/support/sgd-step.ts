import type { Model } from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import { numericGradient } from '../reference/finite-differences.ts';
import { expectClose, fromTensor } from './check-op.ts';

/** The present weights of a model. */
export const weightsOf = (model: Pick<Model, 'getWeights'>): Promise<NdArray[]> =>
  Promise.all(model.getWeights().map((weight) => fromTensor(weight)));

/**
 * Where one step of gradient descent must lead: every weight minus the rate times the slope of a
 * float64 twin of the loss, found by finite differences.
 *
 * @param frozen positions of weights that must stay as they are, to the bit
 */
export async function expectSgdStep(
  model: Pick<Model, 'getWeights'>,
  train: () => Promise<unknown>,
  loss: (weights: readonly NdArray[]) => number,
  { learningRate, frozen = [] }: { learningRate: number; frozen?: readonly number[] },
): Promise<void> {
  const before = await weightsOf(model);
  await train();
  const after = await weightsOf(model);
  for (const [k, weight] of before.entries()) {
    if (frozen.includes(k)) {
      expectSame(after[k], weight, k);
      continue;
    }
    const { data } = numericGradient((...weights) => loss(weights), before, k);
    const expected = { shape: weight.shape, data: weight.data.map((w, i) => w - learningRate * data[i]) };
    expectClose(after[k], expected, { tolerance: 2e-5, floor: 1, label: `weight ${k}` });
  }
}

function expectSame(actual: NdArray, expected: NdArray, k: number): void {
  const differing = actual.data.findIndex((value, i) => value !== expected.data[i]);
  if (differing >= 0) {
    throw new Error(
      `weight ${k} is frozen, but element ${differing} went from ${expected.data[differing]} to ${actual.data[differing]}`,
    );
  }
}
