import { formatArray } from '../core/format.ts';
import type { TensorLike } from '../graph/methods.ts';
import { printGraph } from '../graph/print.ts';
import type { Tensor } from '../graph/tensor.ts';
import { currentValue } from '../graph/variable.ts';
import { convert } from '../ops/convert.ts';

/**
 * The values of a tensor as text in the form of NumPy: rows in brackets, columns aligned, as many
 * digits as tell float32 values apart (at most 8 decimals), and `...` within long axes of more than
 * 1000 elements. Computes what is needed and reads it back from the GPU.
 */
export async function format(tensor: TensorLike): Promise<string> {
  const value = convert(tensor);
  return formatArray(await value.data(), value.shape, value.dtype);
}

/** Writes the values of a tensor to the console as `format` gives them; resolves when that is done. */
export async function print(tensor: TensorLike): Promise<void> {
  console.info(await format(tensor));
}

/** What a tensor is computed from as text, one operation a line. Computes nothing. */
export function graphOf(tensor: Tensor): string {
  return printGraph([currentValue(tensor)]);
}
