import { RandomStream } from '../core/random.ts';
import { shuffled } from '../data/shuffle.ts';
import { nextSeed } from '../ops/random.ts';

/** Brings an array into a random order, in place, from the seed of `gl.init`. TensorFlow.js: util.shuffle. */
export function shuffle<T>(array: T[]): void {
  const values = [...array];
  const order = shuffled([...values.keys()], new RandomStream(nextSeed()));
  for (const [to, from] of order.entries()) array[to] = values[from];
}
