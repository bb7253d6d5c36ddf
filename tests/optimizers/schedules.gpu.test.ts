import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import type { ScheduleConfig } from '../reference/schedules.ts';
import { scheduleOf } from '../reference/schedules.ts';
import { expectClose, fromTensor } from '../support/check-op.ts';
import { scheduleFor } from '../support/optimizer-for.ts';

const { schedules } = gl.optimizers;

const configs: readonly ScheduleConfig[] = [
  { name: 'exponentialDecay', config: { initialLearningRate: 0.1, decaySteps: 7, decayRate: 0.9 } },
  {
    name: 'exponentialDecay',
    config: { initialLearningRate: 0.1, decaySteps: 7, decayRate: 0.9, staircase: true },
  },
  { name: 'inverseTimeDecay', config: { initialLearningRate: 0.1, decaySteps: 3, decayRate: 0.5 } },
  {
    name: 'inverseTimeDecay',
    config: { initialLearningRate: 0.1, decaySteps: 3, decayRate: 0.5, staircase: true },
  },
  { name: 'piecewiseConstantDecay', config: { boundaries: [3, 10], values: [1, 0.5, 0.25] } },
  { name: 'piecewiseConstantDecay', config: { boundaries: [], values: [0.3] } },
  { name: 'polynomialDecay', config: { initialLearningRate: 0.1, decaySteps: 30 } },
  {
    name: 'polynomialDecay',
    config: { initialLearningRate: 0.1, decaySteps: 30, endLearningRate: 0.01, power: 0.5 },
  },
  { name: 'polynomialDecay', config: { initialLearningRate: 0.1, decaySteps: 10, power: 2, cycle: true } },
  { name: 'cosineDecay', config: { initialLearningRate: 0.1, decaySteps: 40 } },
  { name: 'cosineDecay', config: { initialLearningRate: 0.1, decaySteps: 40, alpha: 0.2 } },
  {
    name: 'cosineDecay',
    config: { initialLearningRate: 0.01, decaySteps: 40, alpha: 0.1, warmupTarget: 0.2, warmupSteps: 9 },
  },
  { name: 'cosineDecay', config: { initialLearningRate: 0.01, decaySteps: 40, warmupTarget: 0.2 } },
  { name: 'cosineDecayRestarts', config: { initialLearningRate: 0.1, firstDecaySteps: 3 } },
  {
    name: 'cosineDecayRestarts',
    config: { initialLearningRate: 0.1, firstDecaySteps: 7, tMul: 1, mMul: 0.8, alpha: 0.1 },
  },
  {
    name: 'cosineDecayRestarts',
    config: { initialLearningRate: 0.1, firstDecaySteps: 10, tMul: 1.5, mMul: 0.5 },
  },
  { name: 'cosineDecayRestarts', config: { initialLearningRate: 0.1, firstDecaySteps: 1, tMul: 3 } },
];

describe('schedules follow Keras', () => {
  it.each(configs.map((config) => ({ config, text: JSON.stringify(config) })))(
    '$text',
    async ({ config }) => {
      // From the first steps on, and around powers and multiples where decays end.
      const steps = [...Array.from({ length: 200 }, (_, k) => k), 1000, 3069, 3070, 10_000, 1_000_000];
      const schedule = scheduleFor(config);
      const rates = schedule.call(gl.tensor(Int32Array.from(steps)));
      expect(rates.dtype).toBe('float32');
      const expected = Float64Array.from(steps, scheduleOf(config));
      // A step that misses a restart by its rounding would be off by all of 0.1.
      expectClose(
        await fromTensor(rates),
        { shape: [steps.length], data: expected },
        { tolerance: 2e-5, floor: 0.1 },
      );
    },
  );

  it('also for a scalar, as optimizers ask', async () => {
    for (const config of configs) {
      const rate = scheduleFor(config).call(gl.tensor(5, [], 'int32'));
      expect(rate.shape).toEqual([]);
      expect((await rate.data())[0]).toBeCloseTo(scheduleOf(config)(5), 6);
    }
  });

  it("of one's own: a class with a formula", async () => {
    class Halving extends schedules.LearningRateSchedule {
      readonly name = 'halving';
      readonly config = {};
      call(iteration: gl.Tensor): gl.Tensor {
        return gl.pow(0.5, iteration.cast('float32'));
      }
    }
    const w = gl.variable([0]);
    const optimizer = gl.optimizers.sgd({ learningRate: new Halving() });
    const step = gl.jit((g) => optimizer.apply([g], [w]));
    for (let k = 0; k < 4; k++) step([-1]);
    expect([...(await w.data())]).toEqual([1 + 0.5 + 0.25 + 0.125]);
  });
});

it('schedules refuse what cannot be', () => {
  const base = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };
  expect(() => schedules.exponentialDecay({ ...base, decaySteps: 0 })).toThrow(
    'schedules.exponentialDecay: decaySteps must be a positive number of steps, got 0',
  );
  expect(() => schedules.inverseTimeDecay({ ...base, decayRate: Number.NaN })).toThrow(
    'schedules.inverseTimeDecay: decayRate must be a finite number, got NaN',
  );
  expect(() => schedules.polynomialDecay({ ...base, power: Number.POSITIVE_INFINITY })).toThrow(
    'power must be',
  );
  expect(() => schedules.cosineDecay({ ...base, warmupSteps: Number.NaN })).toThrow('warmupSteps must be');
  expect(() => schedules.piecewiseConstantDecay({ boundaries: [1, 2], values: [1, 2] })).toThrow(
    'expected one more of values than of boundaries, got 2 values and 2 boundaries',
  );
  expect(() => schedules.piecewiseConstantDecay({ boundaries: [5, 5], values: [1, 2, 3] })).toThrow(
    'boundaries must increase, got [5, 5]',
  );
  expect(() =>
    schedules.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 5, tMul: 0.5 }),
  ).toThrow('tMul must be at least 1, got 0.5');
});
