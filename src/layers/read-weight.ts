import { keepLiveRead } from '../eager/execute.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Weight } from './weight.ts';

/** The present value of a weight. */
export function readWeight({ value }: Weight): Tensor {
  const read = value.eagerValue();
  // Training writes to all weights at once, past the single variables: copy what is on the GPU now.
  if (value.arena.storage) keepLiveRead(value);
  return read;
}
