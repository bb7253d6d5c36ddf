import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import { array } from '../reference/array.ts';
import { differences } from '../reference/finite-differences.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

for (const [name, run, reference, inputs] of [
  ['cumsum', gl.cumsum, expected.cumsum, [{}]],
  ['cumprod', gl.cumprod, expected.cumprod, [{ low: 0.98, high: 1.02 }]],
] as const) {
  const common = { inputs, tolerance: 1e-4, floor: 1 };
  checkOp(name, {
    ...common,
    run: (x) => run(x),
    reference: (x) => reference(x),
    shapes: [[[1]], [[64]], [[65]], [[1025]], [[3, 4]], [[0, 3]]],
    gradient: [[[9, 2]]],
    special: [[1, 2, Infinity, 3, -Infinity, 1, Number.NaN, 1]],
    rejects: [[() => run(gl.zeros([2]), 1), `${name}: axis 1 is out of range for rank 1`]],
  });
  for (const reverse of [false, true]) {
    for (const exclusive of [false, true]) {
      const options = { reverse, exclusive };
      const text = `${reverse ? ', reverse' : ''}${exclusive ? ', exclusive' : ''}`;
      checkOp(`${name} along the last axis${text}`, {
        ...common,
        run: (x) => run(x.transpose(), -1, options),
        reference: (x) => reference(expected.transpose(x), -1, options),
        shapes: [[[7, 5, 3]]],
        gradient: [[[5, 2]]],
      });
      checkOp(`${name} along a long middle axis${text}`, {
        ...common,
        run: (x) => run(x, 1, options),
        reference: (x) => reference(x, 1, options),
        shapes: [[[2, 2500, 3]]],
        gradient: false,
      });
    }
  }
  checkOp(`${name} of integers`, {
    run: (x) => run(x, 1),
    reference: (x) => expected.cast(reference(x, 1), 'int32'),
    inputs: [{ dtype: 'int32', low: -3, high: 4 }],
    shapes: [[[9, 19]]],
    gradient: false,
    dtype: 'int32',
  });
  checkOp(`${name} of booleans`, {
    run: (x) => run(x),
    reference: (x) => reference(x),
    inputs: [{ dtype: 'bool' }],
    shapes: [[[9]]],
    gradient: false,
    dtype: 'int32',
  });
}

describe('cumprod with zeros', () => {
  for (const options of [{}, { reverse: true }, { exclusive: true }, { exclusive: true, reverse: true }]) {
    it(`has the right first and second derivative: ${JSON.stringify(options)}`, async () => {
      const values = [2, 0, 3, -1, 0, 0.5];
      const weights = array([1, -2, 3, 4, -5, 6]);
      const x = gl.tensor(values);
      const [dx] = gradients(
        'cumprod',
        gl
          .cumprod(x, 0, options)
          .mul([...weights.data])
          .sum(),
        [x],
      );
      const value = (a = array(values)) =>
        expected.sum(expected.mul(expected.cumprod(a, 0, options), weights)).data[0];
      const slopes = differences(value, [array(values)], 0).map(({ slope }) => slope);
      for (const [i, slope] of ((await (dx as gl.Tensor).array()) as number[]).entries())
        expect(slope).toBeCloseTo(slopes[i], 4);

      const [again] = gradients(
        'cumprod',
        gl
          .cumprod(x, 0, options)
          .mul([...weights.data])
          .sum(),
        [x],
      );
      const [second] = gradients('cumprod', (again as gl.Tensor).mul([1, 2, 3, 4, 5, 6]).sum(), [x]);
      // sum over i of (i + 1) d/dx_i, differentiated by x_j: the Hessian's columns.
      const along = (a = array(values)) =>
        differences(value, [a], 0, { step: 1e-3 }).reduce((sum, { slope }, i) => sum + (i + 1) * slope, 0);
      const curvatures = differences(along, [array(values)], 0, { step: 1e-3 }).map(({ slope }) => slope);
      for (const [i, found] of ((await (second as gl.Tensor).array()) as number[]).entries())
        expect(found).toBeCloseTo(curvatures[i], 3);
    });
  }
});
