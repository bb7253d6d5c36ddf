import { expect, test } from 'vitest';
import logisticCell from '../../demos/gradient-tape/cells/logistic.js?raw';
import polynomialCell from '../../demos/gradient-tape/cells/polynomial.js?raw';
import regressionCell from '../../demos/gradient-tape/cells/regression.js?raw';
import sigmoidCell from '../../demos/gradient-tape/cells/sigmoid.js?raw';
import * as logistic from '../../demos/gradient-tape/logistic.ts';
import * as polynomial from '../../demos/gradient-tape/polynomial.ts';
import * as regression from '../../demos/gradient-tape/regression.ts';
import * as sigmoid from '../../demos/gradient-tape/sigmoid.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { type Expectations, isExpected } from '../../demos/shared/tutorial/reference.ts';
import { init } from '../../src/index.ts';

/** The names of the results that are outside of their bands. */
const outside = (results: Readonly<Record<string, number>>, expectations: Expectations) =>
  Object.keys(results).filter((name) => !isExpected(results[name], expectations[name]));

async function regress(seed: number) {
  await init({ seed });
  const epochs: regression.Epoch[] = [];
  const ends: { W: number; b: number }[] = [];
  const hooks: regression.Hooks = {
    settings: regression.defaults,
    show: {
      points: (x, y) => expect([x.length, y.length]).toEqual([1000, 1000]),
      epoch: async (epoch) => void epochs.push(epoch),
      result: (end) => void ends.push(end),
    },
  };
  await runCell(regressionCell, { ...hooks });
  return { epochs, results: { ...ends[0], first: epochs[0].loss, last: epochs[epochs.length - 1].loss } };
}

test('linear regression: W and b walk from 5 and 0 to about 3 and 2', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { epochs, results } = await regress(seed);
    expect(epochs).toHaveLength(15);
    expect(epochs[0]).toMatchObject({ W: 5, b: 0 });
    expect(outside(results, regression.expectations), `seed ${seed}: ${JSON.stringify(results)}`).toEqual([]);
  }
});

test('logistic regression: the tutorial’s ten epochs', async () => {
  const epochs: logistic.Epoch[] = [];
  const hooks: logistic.Hooks = {
    settings: logistic.defaults,
    show: { points: () => {}, epoch: async (epoch) => void epochs.push(epoch), result: () => {} },
  };
  await runCell(logisticCell, { ...hooks });
  expect(epochs).toHaveLength(10);
  const results = { W: epochs[9].W, first: epochs[0].loss, last: epochs[9].loss };
  expect(outside(results, logistic.expectations), JSON.stringify(results)).toEqual([]);
});

test.each([
  { W: 1, b: 0 },
  { W: 4, b: -2 },
  { W: -0.5, b: 1 },
])('the sigmoid of $W x + $b and its slope', async ({ W, b }) => {
  const curves: sigmoid.Curve[] = [];
  const hooks: sigmoid.Hooks = {
    settings: { W, b },
    show: { curve: (curve) => void curves.push(curve) },
  };
  await runCell(sigmoidCell, { ...hooks });
  const [{ x, curve, slope }] = curves;
  for (let i = 0; i < x.length; i++) {
    const value = 1 / (1 + Math.exp(-(W * x[i] + b)));
    expect(curve[i]).toBeCloseTo(value, 5);
    expect(slope[i]).toBeCloseTo(W * value * (1 - value), 4);
  }
  const { crossing, steepest } = sigmoid.measured(curves[0]);
  expect(crossing).toBeCloseTo(-b / W, 1);
  expect(steepest).toBeCloseTo(W / 4, 3);
});

test('polynomials: degree 1 fits nothing, 3 fits both sets, 11 only what it was trained on', async () => {
  const results: Record<string, number> = {};
  for (const [name, degree] of Object.entries(polynomial.degrees)) {
    let last: polynomial.Fit | null = null;
    const hooks: polynomial.Hooks = {
      settings: { ...polynomial.defaults, degree },
      data: polynomial.samples,
      show: {
        fit: async (fit) => {
          last = fit;
        },
        result: () => {
          expect(last?.done).toBe(polynomial.defaults.steps);
          Object.assign(results, { [`${name}Seen`]: last?.seen, [`${name}Unseen`]: last?.unseen });
        },
      },
    };
    await runCell(polynomialCell, { ...hooks });
  }
  expect(Object.keys(results)).toEqual(Object.keys(polynomial.expectations));
  expect(outside(results, polynomial.expectations), JSON.stringify(results)).toEqual([]);
});
