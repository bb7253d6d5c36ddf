import { hash3 } from '../core/random.ts';

/**
 * The order in which an epoch visits n rows, on the CPU, for data that is streamed: row i of n.
 * Twin of shaders/data/permutation.wgsl.
 */
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
