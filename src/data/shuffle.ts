import { RandomStream } from '../core/random.ts';
import { nextSeed } from '../ops/random.ts';
import { type Rows, requireEqualRows, takeRows } from './row-list.ts';

export interface ShuffleOptions {
  /** The same seed gives the same order. Default: the next of `gl.init({ seed })`. */
  readonly seed?: number;
}

/** The numbers of the list in a random order (Fisher and Yates). */
export function shuffled(numbers: readonly number[], random: RandomStream): number[] {
  const order = [...numbers];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** The rows of all arrays in the same new order: `const [xs, ys] = shuffle([x, y], { seed: 1 })`. */
export function shuffle<const T extends readonly Rows[]>(
  arrays: T,
  { seed = nextSeed() }: ShuffleOptions = {},
): T {
  const count = requireEqualRows('data.shuffle', arrays);
  const order = shuffled([...Array(count).keys()], new RandomStream(seed));
  return takeRows(arrays, order);
}
