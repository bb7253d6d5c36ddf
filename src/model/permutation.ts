import wgsl from '../../shaders/data/permutation.wgsl';
import { hash3 } from '../core/random.ts';
import type { MapOp } from '../graph/op.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from '../ops/broadcast-to.ts';
import { arange } from '../ops/creation.ts';

const op: MapOp = {
  kind: 'map',
  name: 'permutedIndex',
  fn: wgsl.functions.permuted_index,
  cost: 200,
  gradient: null,
};

/** The order in which an epoch visits n rows, int32 [n], computed on the GPU. */
export function permutation(n: number, seed: Tensor, epoch: Tensor): Tensor {
  const inputs = [arange(n), literal(n, 'int32'), seed, epoch];
  return apply(
    op,
    inputs.map((input) => broadcastTo(input, [n])),
    [n],
    'int32',
  );
}

/** The same on the CPU, for data that is streamed: row i of n in this epoch. */
export function permutedIndex(i: number, n: number, seed: number, epoch: number): number {
  const halfBits = Math.max((32 - Math.clz32(n - 1) + 1) >>> 1, 1);
  const mask = 2 ** halfBits - 1;
  let value = i;
  do {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = 0; round < 4; round++) {
      const mixed = left ^ (hash3(seed + Math.imul(round, 1640531527), epoch, right)[0] & mask);
      left = right;
      right = mixed;
    }
    value = ((left << halfBits) | right) >>> 0;
  } while (value >= n);
  return value;
}
