import { expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('stopGradient', {
  run: (x) => gl.stopGradient(x),
  reference: (x) => expected.stopGradient(x),
  shapes: [[[65]], [[2, 3]]],
  gradient: 'none',
  tolerance: 0,
  special: [specials],
  rejects: [
    [() => gl.stopGradient('1' as never), 'expected a tensor, a number, a boolean or an array of these'],
  ],
});

it('treats the value as a constant', async () => {
  const x = gl.tensor([1, 2, 3]);
  const [slope] = gradients('test', x.mul(gl.stopGradient(x)).sum(), [x]);
  expect(await slope?.array()).toEqual([1, 2, 3]);
});
