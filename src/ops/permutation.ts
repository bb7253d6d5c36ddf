import wgsl from '../../shaders/data/permutation.wgsl';
import { ArgumentError } from '../core/errors.ts';
import type { MapOp } from '../graph/op.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { arange } from './creation.ts';
import { type RandomOptions, stream } from './random.ts';

const op: MapOp = {
  kind: 'map',
  name: 'permutation',
  fn: wgsl.functions.permuted_index,
  cost: 200,
  gradient: null,
};

/**
 * The numbers 0 to n - 1 in random order, int32 [n], computed in parallel without sorting.
 * Source: Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002.
 *
 * @shape → [n]
 * @throws ArgumentError: n is no whole number from 0 to 2^30.
 * @example gl.permutation(5, { seed: 1 }) // [4 2 1 3 0]
 */
export function permutation(n: number, options: RandomOptions = {}): Tensor {
  if (!Number.isInteger(n) || n < 0 || n > 2 ** 30) {
    throw new ArgumentError(`permutation: expected a whole number from 0 to 2^30, got ${n}.`);
  }
  const inputs = [arange(n), literal(n, 'int32'), ...stream(options)];
  return apply(
    op,
    inputs.map((input) => broadcastTo(input, [n])),
    [n],
    'int32',
  );
}
