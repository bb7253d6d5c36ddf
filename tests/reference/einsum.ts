import { array, forEachIndex, full, type NdArray, type NdArrayLike } from './array.ts';

/** Every product of every combination of indices, added where it belongs: 'ij,jk->ik' only, without '...'. */
export function einsum(formula: string, ...operands: readonly NdArrayLike[]): NdArray {
  const arrays = operands.map(array);
  const [left, output] = formula.split('->');
  const inputs = left.split(',');
  const letters = [...new Set(inputs.join(''))];
  const lengths = letters.map((letter) => {
    const k = inputs.findIndex((axes) => axes.includes(letter));
    return arrays[k].shape[inputs[k].indexOf(letter)];
  });
  const lengthOf = (letter: string): number => lengths[letters.indexOf(letter)];
  const result = full([...output].map(lengthOf), 0);
  forEachIndex(lengths, (index) => {
    const offset = (axes: string): number =>
      [...axes].reduce((sum, letter) => sum * lengthOf(letter) + index[letters.indexOf(letter)], 0);
    result.data[offset(output)] += arrays.reduce((p, a, k) => p * a.data[offset(inputs[k])], 1);
  });
  return result;
}
