import { describe, expect, test } from 'vitest';
import { errors, search } from '../../src/index.ts';

const { float, int, choice, boolean } = search;
const unit = { minValue: 0, maxValue: 1 };

/** Three equal minima of 0.397887. L. C. W. Dixon and G. P. Szegö, 1978. */
const branin = ({ a, b }: { a: number; b: number }): number =>
  (b - (5.1 * a * a) / (4 * Math.PI ** 2) + (5 * a) / Math.PI - 6) ** 2 +
  10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) +
  10;
const braninSpace = {
  a: float({ minValue: -5, maxValue: 10 }),
  b: float({ minValue: 0, maxValue: 15 }),
};

describe('spaces', () => {
  const places = Array.from({ length: 1000 }, (_, k) => k / 1000);

  test('values lie where they are asked for, equally likely', () => {
    const log = float({ minValue: 1e-4, maxValue: 1, sampling: 'log' });
    expect([0, 0.25, 0.5].map((place) => log.at(place))).toEqual(
      [1e-4, 1e-3, 1e-2].map((v) => expect.closeTo(v, 12)),
    );
    expect(log.placeOf(0.01)).toBeCloseTo(0.5, 12);
    expect(float({ minValue: -5, maxValue: 10 }).at(0.5)).toBe(2.5);
    const dice = places.map((place) => int({ minValue: 1, maxValue: 6 }).at(place));
    for (let face = 1; face <= 6; face++) {
      const share = dice.filter((value) => value === face).length / 1000;
      expect(share).toBeCloseTo(1 / 6, 2);
    }
    expect(new Set(places.map((place) => int({ minValue: 8, maxValue: 40, step: 16 }).at(place)))).toEqual(
      new Set([8, 24, 40]),
    );
    expect(int({ minValue: 1, maxValue: 32, step: 2, sampling: 'log' }).grid()).toEqual([1, 2, 4, 8, 16, 32]);
    expect(float({ minValue: 0, maxValue: 0.3, step: 0.1 }).grid()).toHaveLength(4);
    const units = int({ minValue: 4, maxValue: 64, sampling: 'log' });
    const drawn = places.map((place) => units.at(place));
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([4, 64]);
    expect(units.grid()).toHaveLength(10);
    expect([units.grid()[0], units.grid()[9]]).toEqual([4, 64]);
  });

  test.each([
    float({ minValue: 1e-3, maxValue: 5, sampling: 'log' }),
    float({ minValue: 0, maxValue: 2, step: 0.5 }),
    int({ minValue: 1, maxValue: 100, sampling: 'log' }),
    int({ minValue: -3, maxValue: 3 }),
    choice(['a', 'b', 'c']),
    boolean(),
  ] as search.Parameter[])('the place of a value is where it came from: $config', (parameter) => {
    for (const place of places) {
      const value = parameter.at(place);
      const again = parameter.at(parameter.placeOf(value));
      if (typeof value === 'number') expect(again).toBeCloseTo(value, 12);
      else expect(again).toBe(value);
    }
  });

  test.each<[() => unknown, string]>([
    [
      () => float({ minValue: 1, maxValue: 1 }),
      'search.float: maxValue must be a number above minValue, 1, got 1',
    ],
    [
      () => float({ minValue: 0, maxValue: 1, sampling: 'log' }),
      'log sampling needs a positive minValue, got 0',
    ],
    [() => float({ ...unit, sampling: 'exp' as 'log' }), "sampling must be 'linear' or 'log', got exp"],
    [() => float({ ...unit, step: 0 }), 'step must be above 0, got 0'],
    [() => float({ minValue: 1, maxValue: 2, step: 1, sampling: 'log' }), 'step must be above 1, got 1'],
    [() => int({ minValue: 0.5, maxValue: 2 }), 'search.int: minValue must be a whole number, got 0.5'],
    [() => choice([]), 'search.choice: expected different values, at least one, got []'],
    [() => choice([1, 1]), 'got [1,1]'],
  ])('refusals %#', (make, message) => {
    expect(make).toThrow(message);
  });
});

test('a grid visits all combinations, the last name fastest', async () => {
  const seen: unknown[] = [];
  const space = { n: int({ minValue: 1, maxValue: 2 }), kind: choice(['x', 'y']), flag: boolean() };
  const result = await search.gridSearch({
    space,
    run: (params) => {
      seen.push(Object.values(params));
      return params.n * (params.kind === 'y' ? -1 : 1) + (params.flag ? 0.5 : 0);
    },
  });
  expect(seen).toEqual([
    [1, 'x', false],
    [1, 'x', true],
    [1, 'y', false],
    [1, 'y', true],
    [2, 'x', false],
    [2, 'x', true],
    [2, 'y', false],
    [2, 'y', true],
  ]);
  expect(result.best).toMatchObject({ id: 6, score: -2, params: { n: 2, kind: 'y', flag: false } });
  const part = await search.gridSearch({ space, maxTrials: 3, run: () => 0 });
  expect(part.trials).toHaveLength(3);
});

test('random trials are spread, none comes twice, and a small space ends the search', async () => {
  const space = { n: int({ minValue: 1, maxValue: 3 }), flag: boolean() };
  const { trials } = await search.randomSearch({ space, maxTrials: 50, seed: 1, run: ({ n }) => n });
  expect(new Set(trials.map(({ params }) => JSON.stringify(params))).size).toBe(6);
  expect(trials).toHaveLength(6);
  const rates = await search.randomSearch({
    space: { rate: float({ minValue: 1e-4, maxValue: 1, sampling: 'log' }) },
    maxTrials: 200,
    seed: 2,
    run: ({ rate }) => rate,
  });
  const small = rates.trials.filter(({ params }) => params.rate < 1e-2).length;
  expect(small).toBeGreaterThan(75);
  expect(small).toBeLessThan(125);
});

test.each([
  ['matern52', 0.1],
  ['rbf', 0.7],
] as const)(
  'Branin: the %s search comes nearer than chance',
  { timeout: 30_000 },
  async (kernel, nearness) => {
    const ends = { bayesian: [] as number[], random: [] as number[] };
    for (let seed = 0; seed < 4; seed++) {
      const options = { space: braninSpace, maxTrials: 30, seed, run: branin };
      ends.bayesian.push((await search.bayesianSearch({ ...options, kernel })).best?.score as number);
      ends.random.push((await search.randomSearch(options)).best?.score as number);
    }
    const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length - 0.397887;
    expect(mean(ends.bayesian)).toBeLessThan(nearness);
    expect(mean(ends.bayesian)).toBeLessThan(mean(ends.random));
  },
);

test('a mixed space, larger is better', { timeout: 30_000 }, async () => {
  const space = {
    rate: float({ minValue: 1e-5, maxValue: 1, sampling: 'log' }),
    units: int({ minValue: 1, maxValue: 64 }),
    kind: choice(['relu', 'tanh', 'linear']),
    flag: boolean(),
  };
  const score = (p: search.HyperParameters<typeof space>): number =>
    -((Math.log10(p.rate) + 2) ** 2) -
    ((p.units - 40) / 20) ** 2 +
    (p.kind === 'tanh' ? 1 : 0) +
    (p.flag ? 0.5 : 0);
  let total = 0;
  let chance = 0;
  for (let seed = 0; seed < 4; seed++) {
    const options = { space, objective: 'valAccuracy', maxTrials: 35, seed, run: score };
    total += (await search.bayesianSearch(options)).best?.score as number;
    chance += (await search.randomSearch(options)).best?.score as number;
  }
  expect(total / 4).toBeGreaterThan(1.4);
  expect(total).toBeGreaterThan(chance);
});

test.each(['gridSearch', 'randomSearch', 'bayesianSearch'] as const)(
  '%s: resumed from JSON it goes on as if it had never stopped',
  async (method) => {
    const options = { space: braninSpace, maxTrials: 14, seed: 5, numInitialPoints: 4, run: branin };
    const whole = await search[method](options);
    const first = await search[method]({ ...options, maxTrials: 6 });
    const second = await search[method]({ ...options, resume: JSON.stringify(first) });
    expect(JSON.stringify(second)).toBe(JSON.stringify(whole));
    expect(second.trials).toHaveLength(14);
    // Killed in the middle of a trial: what was told last is enough.
    let told = '';
    const stop = new AbortController();
    const killed = search[method]({
      ...options,
      signal: stop.signal,
      onTrialEnd: (_, result) => {
        told = JSON.stringify(result);
      },
      run: (params) => {
        if (told && JSON.parse(told).trials.length === 9) stop.abort(new Error('enough'));
        return branin(params);
      },
    });
    await expect(killed).rejects.toThrow('enough');
    const third = await search[method]({ ...options, seed: undefined, resume: JSON.parse(told) });
    expect(JSON.stringify(third)).toBe(JSON.stringify(whole));
  },
);

test('another search cannot be resumed', async () => {
  const options = { space: braninSpace, maxTrials: 2, seed: 5, run: branin };
  const resume = JSON.stringify(await search.randomSearch(options));
  await expect(search.gridSearch({ ...options, resume })).rejects.toThrow(
    'had another method: "randomSearch"',
  );
  await expect(search.randomSearch({ ...options, seed: 6, resume })).rejects.toThrow(
    'another seed: 5 instead of 6',
  );
  await expect(search.randomSearch({ ...options, objective: 'loss', resume })).rejects.toThrow(
    'another objective',
  );
  const space = { ...braninSpace, a: float(unit) };
  await expect(search.randomSearch({ ...options, space, resume })).rejects.toThrow('another space');
  await expect(search.randomSearch({ ...options, resume: '{"trials": [' })).rejects.toThrow(
    'resume must be what',
  );
  await expect(search.randomSearch({ ...options, resume: '{}' })).rejects.toThrow('no trials or no seed');
});

test('an error ends its trial only; several in a row end the search', async () => {
  const space = { n: int({ minValue: 0, maxValue: 9 }) };
  const result = await search.gridSearch({
    space,
    run: ({ n }) => {
      if (n % 3 === 1) throw new RangeError(`no ${n}`);
      return n === 6 ? Number.NaN : n;
    },
  });
  expect(result.trials.map(({ state }) => state[0]).join('')).toBe('cfccfcffcc');
  expect(result.trials[4]).toMatchObject({ score: null, error: 'no 4' });
  expect(result.trials[6].error).toBe('search.gridSearch: the score of trial 6 is NaN.');
  expect(result.sorted.map(({ id }) => id)).toEqual([0, 2, 3, 5, 8, 9, 1, 4, 6, 7]);
  const broken = () => Promise.reject(new TypeError('a bug'));
  await expect(search.randomSearch({ space, run: broken })).rejects.toThrow(
    'search.randomSearch: 3 trials in a row failed, the last with: a bug',
  );
  await expect(search.randomSearch({ space, run: broken, maxTrial: 3 } as never)).rejects.toThrow(
    "Did you mean 'maxTrials'?",
  );
  const lost = () => Promise.reject(new errors.DeviceLostError('gone'));
  await expect(search.randomSearch({ space, run: lost })).rejects.toThrow(errors.DeviceLostError);
  await expect(search.bayesianSearch({ space, run: () => undefined as unknown as number })).rejects.toThrow(
    'must resolve to its score or to the history of fit, got undefined',
  );
});

test('a table and lines for a picture', async () => {
  const space = {
    rate: float({ minValue: 0.01, maxValue: 1, sampling: 'log' }),
    kind: choice(['relu', 'linear']),
  };
  const runs = [0.5, Number.NaN, 0.123456789];
  const result = await search.gridSearch({
    space,
    maxTrials: 3,
    objective: 'valAccuracy',
    run: async (_, { id }) => runs[id],
  });
  expect(`${result}`).toBe(
    [
      'trial  valAccuracy      rate    kind  state',
      '    0          0.5      0.01    relu  completed',
      '    2      0.12346  0.016681    relu  completed',
      '    1                   0.01  linear  failed: search.gridSearch: the score of trial 1 is NaN.',
    ].join('\n'),
  );
  const { axes, lines } = result.parallelCoordinates();
  expect(axes).toEqual([
    {
      name: 'rate',
      ticks: [
        { place: 0, label: '0.01' },
        { place: 1, label: '1' },
      ],
    },
    {
      name: 'kind',
      ticks: [
        { place: 0.25, label: 'relu' },
        { place: 0.75, label: 'linear' },
      ],
    },
  ]);
  expect(lines.map(({ trial, places }) => [trial.id, ...places])).toEqual([
    [0, 0, 0.25],
    [2, expect.closeTo(1 / 9, 10), 0.25],
  ]);
});

describe('hopeless trials', () => {
  /** Ten epochs of a loss that only depends on the trial: level + 1 / epoch. */
  const curve =
    (levels: readonly number[], asked: number[]) =>
    async (_: unknown, { id, report }: search.TrialContext) => {
      for (let epoch = 1; epoch <= 10; epoch++) {
        asked[id] = epoch;
        if (report(levels[id] + 1 / epoch)) break;
      }
      return levels[id] + 0.1;
    };
  const space = { n: int({ minValue: 0, maxValue: 99 }) };

  test('the median rule', async () => {
    const asked: number[] = [];
    const { trials } = await search.gridSearch({
      space,
      maxTrials: 6,
      pruner: search.medianRule({ startupTrials: 3, warmupSteps: 2 }),
      run: curve([1, 2, 3, 2.5, 1.5, 2], asked),
    });
    // Of 1, 2, 3 the median is 2; 1.5 then joins them.
    expect(asked).toEqual([10, 10, 10, 3, 10, 3]);
    expect(trials.map(({ state }) => state[0]).join('')).toBe('cccpcp');
    expect(trials[3].score).toBeCloseTo(2.5 + 1 / 3, 10);
    expect(trials[3].values).toHaveLength(3);
  });

  test('successive halving', async () => {
    const asked: number[] = [];
    const { trials } = await search.gridSearch({
      space,
      maxTrials: 6,
      pruner: search.successiveHalving({ minResource: 2, reductionFactor: 2 }),
      run: curve([3, 2, 4, 1, 2.5, 0], asked),
    });
    // After 2, 4 and 8 epochs the better half goes on.
    expect(asked).toEqual([10, 10, 2, 10, 2, 10]);
    expect(trials.map(({ state }) => state[0]).join('')).toBe('ccpcpc');
  });

  test('a loss that is NaN is hopeless, and more may be better', async () => {
    const rule = search.successiveHalving();
    const more = (a: number, b: number) => a > b;
    expect(rule([null], [], more)).toBe(true);
    const before = [{ id: 0, params: {}, state: 'completed', score: 1, values: [0.5], error: null }] as const;
    expect(rule([0.6], before, more)).toBe(false);
    expect(rule([0.4], before, more)).toBe(true);
    const median = search.medianRule({ startupTrials: 1 });
    expect([median([0.6], before, more), median([0.4], before, more), median([null], before, more)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test.each<[() => unknown, string]>([
    [() => search.successiveHalving({ reductionFactor: 1 }), 'reductionFactor at least 2, got 1 and 1'],
    [() => search.successiveHalving({ minResource: 0.5 }), 'minResource must be a whole number'],
    [() => search.medianRule({ startupTrials: -1 }), 'startupTrials must be a whole number'],
  ])('refusals %#', (make, message) => {
    expect(make).toThrow(message);
  });
});

test.each<[Partial<search.SearchOptions>, string]>([
  [{ space: {} }, 'search.randomSearch: space has no hyperparameters'],
  [{ space: undefined }, 'space has no hyperparameters'],
  [{ maxTrials: 0 }, 'maxTrials must be a positive number, got 0'],
  [{ objective: 'fitness' }, "whether 'fitness' should rise or fall cannot be told from its name"],
])('refusals %#', async (options, message) => {
  const given = { space: braninSpace, run: branin, ...options } as search.SearchOptions;
  await expect(async () => search.randomSearch(given)).rejects.toThrow(message);
});
