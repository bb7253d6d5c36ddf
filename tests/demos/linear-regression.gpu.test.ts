import { expect, test } from 'vitest';
import cell from '../../demos/linear-regression/cells/fit.js?raw';
import type { Hooks, Result } from '../../demos/linear-regression/hooks.ts';
import * as points from '../../demos/linear-regression/points.ts';
import { expectations, type Run, runs } from '../../demos/linear-regression/presets.ts';
import { runCell } from '../../demos/shared/tutorial/cell.ts';
import { type Expectation, isExpected } from '../../demos/shared/tutorial/reference.ts';
import { init } from '../../src/index.ts';

async function resultOf(run: Run, seed: number): Promise<Result> {
  await init({ seed });
  const results: Result[] = [];
  const hooks: Hooks = {
    settings: runs[run],
    points,
    show: { training: [], result: (found) => void results.push(found) },
  };
  await runCell(cell, { ...hooks });
  return results[0];
}

const outside = (values: number[], band: Expectation) => values.filter((value) => !isExpected(value, band));

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const runNames = Object.keys(runs) as Run[];

test.each(runNames)('the run "%s" ends within its band', async (run) => {
  const results: Result[] = [];
  for (const seed of seeds) results.push(await resultOf(run, seed));
  expect(results[0].history.rootMeanSquaredError).toHaveLength(runs[run].epochs);
  const rmse = results.map((result) => result.rmse);
  // With batches of one point the last one can pull the line a little further: that is the lesson of this run.
  const strays = run === 'single' ? 1 : 0;
  expect(outside(rmse, expectations[run]).length, `${rmse}`).toBeLessThanOrEqual(strays);
  if (run !== 'single') return;
  const slopes = results.map(({ slope }) => slope);
  expect(outside(slopes, expectations.singleSlope)).toEqual([]);
});
