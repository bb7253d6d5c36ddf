import { expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('stopGradient', {
  run: (x) => gl.stopGradient(x),
  reference: (x) => expected.stopGradient(x),
  shapes: [[[65]]],
  gradient: false,
});

it('treats the value as a constant', async () => {
  const x = gl.tensor([1, 2, 3]);
  const [slope] = gradients('test', x.mul(gl.stopGradient(x)).sum(), [x]);
  expect(await slope?.array()).toEqual([1, 2, 3]);
});
