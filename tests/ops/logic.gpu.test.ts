import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

const bits = { dtype: 'bool' } as const;
const common = { gradient: false, dtype: 'bool' } as const;
const two = { ...common, inputs: [bits, bits], shapes: [[[65], [65]], [[5, 1], [1, 7]]] }; // biome-ignore format: pairs

checkOp('logicalAnd', {
  ...two,
  run: gl.logicalAnd,
  reference: expected.logicalAnd,
  rejects: [[() => gl.logicalAnd(gl.ones([2]), true), 'logicalAnd: expected bool, got float32']],
});
checkOp('logicalOr', { ...two, run: gl.logicalOr, reference: expected.logicalOr });
checkOp('logicalNot', {
  ...common,
  run: gl.logicalNot,
  reference: expected.logicalNot,
  inputs: [bits],
  shapes: [[[65]]],
});
