import * as gl from '../../src/index.ts';
import { gather } from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('embedding', {
  run: gl.embedding,
  reference: (table, indices) => gather(table, indices),
  inputs: [{}, { dtype: 'int32', low: 0, high: 7 }],
  shapes: [
    [[7, 5], [3, 4]],
    [[7, 8], []],
    [[7, 3], [0]],
  ], // biome-ignore format: shapes
  gradient: [[[7, 3], [20]]], // biome-ignore format: shapes
  rejects: [
    [() => gl.embedding([1, 2], [0]), 'embedding: expected a table of shape [words, width], got [2]'],
    [() => gl.embedding([[1], [2]], [2]), '2'],
  ],
});
