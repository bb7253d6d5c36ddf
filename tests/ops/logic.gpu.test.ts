import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

const bits = { dtype: 'bool' } as const;
const common = { gradient: 'none', dtype: 'bool' } as const;
const two = {
  ...common,
  inputs: [bits, bits],
  shapes: [[[65], [65]], [[5, 1], [1, 7]], [[0, 3], [3]]],
  special: [[0, 0, 1, 1], [0, 1, 0, 1]],
}; // biome-ignore format: short

for (const [name, run, reference] of [
  ['logicalAnd', gl.logicalAnd, expected.logicalAnd],
  ['logicalOr', gl.logicalOr, expected.logicalOr],
] as const) {
  checkOp(name, {
    ...two,
    run,
    reference,
    rejects: [
      [() => run(gl.ones([2]), true), `${name}: expected bool, got float32`],
      [
        () => run(gl.zeros([2], 'bool'), gl.zeros([3], 'bool')),
        `${name}: shapes [2] and [3] do not broadcast`,
      ],
    ],
  });
}
checkOp('logicalNot', {
  ...common,
  run: gl.logicalNot,
  reference: expected.logicalNot,
  inputs: [bits],
  shapes: [[[65]], [[0]]],
  rejects: [[() => gl.logicalNot(gl.ones([2])), 'logicalNot: expected bool, got float32']],
});
