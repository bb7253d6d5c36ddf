import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { promote } from '../core/promotion.ts';
import { sizeOf } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { eye } from './creation.ts';
import { parseEinsum } from './einsum-formula.ts';
import { matmul } from './matmul.ts';

/** A tensor whose axes have names. */
interface Named {
  readonly axes: string;
  readonly x: Tensor;
}

/**
 * Sums of products by Einstein's convention, of one or two tensors: 'bij,bjk->bik' is a batched
 * matrix product, 'ij->ji' a transpose, 'ii' a trace, 'i,j->ij' an outer product. A letter that
 * the result does not name is summed over; without '->' the result names the letters that appear
 * once, in alphabetical order; '...' stands for axes in front that broadcast. NumPy: einsum.
 *
 * @formula 'ij,jk->ik': y[i, k] = sum over j of a[i, j] * b[j, k]
 * @shape as the formula says
 * @gradient The same sums with dy in place of the operand: 'ik,jk->ij' and 'ij,ik->jk'
 * @example
 * gl.einsum('ij,jk->ik', [[1, 2], [3, 4]], [[1, 0], [0, 2]])
 * // [[1. 4.]
 * //  [3. 8.]]
 */
export function einsum(formula: string, ...operands: readonly TensorLike[]): Tensor {
  const tensors = operands.map((operand) => convert(operand));
  const { inputs, output } = parseEinsum(
    formula,
    tensors.map(({ shape }) => shape),
  );
  const dtype = tensors.map((x) => x.dtype).reduce(promote);
  const lengths = lengthsOf(formula, inputs, tensors);
  const named = tensors.map((x, k) =>
    diagonals({ axes: inputs[k], x: cast(x, dtype === 'bool' ? 'int32' : dtype) }),
  );
  const [a, b] = named;
  const result = b ? product(a, b, output, lengths) : a;
  return arrange(sumAway(result, output), output, lengths);
}

/** The length of each letter's axis; 1 broadcasts only under '...', whose letters are upper case Greek. */
function lengthsOf(
  formula: string,
  inputs: readonly string[],
  tensors: readonly Tensor[],
): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const [k, axes] of inputs.entries()) {
    for (const [d, letter] of [...axes].entries()) {
      const n = tensors[k].shape[d];
      const known = lengths.get(letter);
      const broadcasts = letter > 'z' && (known === 1 || n === 1);
      if (known !== undefined && known !== n && !broadcasts) {
        const shapes = tensors.map(({ shape }) => shapeText(shape)).join(' and ');
        const what = letter > 'z' ? "an axis of '...'" : `'${letter}'`;
        throw new ShapeError(
          `einsum: in '${formula}', ${what} is both ${known} and ${n} for shapes ${shapes}.`,
        );
      }
      lengths.set(letter, known === undefined || known === 1 ? n : known);
    }
  }
  return lengths;
}

/** A letter that occurs twice in one operand means its diagonal. */
function diagonals({ axes, x }: Named): Named {
  const second = [...axes].findIndex((letter, d) => axes.indexOf(letter) < d);
  if (second < 0) return { axes, x };
  const first = axes.indexOf(axes[second]);
  const n = x.shape[first];
  const mask = eye(n, n, 0, 'bool').reshape(x.shape.map((m, d) => (d === first || d === second ? m : 1)));
  const rest = [...axes].filter((_, d) => d !== second).join('');
  return diagonals({ axes: rest, x: x.where(mask, 0).sum(second) });
}

/** Sums over the axes whose letters are not wanted. */
function sumAway({ axes, x }: Named, wanted: string): Named {
  const gone = [...x.shape.keys()].filter((d) => !wanted.includes(axes[d]));
  return { axes: [...axes].filter((letter) => wanted.includes(letter)).join(''), x: x.sum(gone) };
}

function product(a: Named, b: Named, output: string, lengths: ReadonlyMap<string, number>): Named {
  const left = sumAway(a, b.axes + output);
  const right = sumAway(b, a.axes + output);
  const inBoth = [...left.axes].filter((letter) => right.axes.includes(letter));
  const batch = inBoth.filter((letter) => output.includes(letter)).join('');
  const summed = inBoth.filter((letter) => !output.includes(letter)).join('');
  const rows = [...left.axes].filter((letter) => !right.axes.includes(letter)).join('');
  const columns = [...right.axes].filter((letter) => !left.axes.includes(letter)).join('');
  const axes = batch + rows + columns;
  if (summed === '' || left.x.dtype !== 'float32') {
    // Nothing to contract, or integers, which the matrix kernels do not take.
    const all = axes + summed;
    return { axes: all, x: arrange(left, all).mul(arrange(right, all)) };
  }
  const size = (letters: string): number => sizeOf(lengthsIn(letters, lengths));
  const shared = lengthsIn(batch, lengths);
  const x = matmul(
    arrange(left, batch + rows + summed, lengths).reshape([...shared, size(rows), size(summed)]),
    arrange(right, batch + summed + columns, lengths).reshape([...shared, size(summed), size(columns)]),
  );
  return { axes, x: x.reshape(lengthsIn(axes, lengths)) };
}

const lengthsIn = (letters: string, lengths: ReadonlyMap<string, number>): number[] =>
  [...letters].map((letter) => lengths.get(letter) as number);

/** The axes in the order of `letters`; missing ones get length 1, and with `lengths` are broadcast. */
function arrange({ axes, x }: Named, letters: string, lengths?: ReadonlyMap<string, number>): Tensor {
  const present = [...letters].filter((letter) => axes.includes(letter));
  const ordered = x.transpose(present.map((letter) => axes.indexOf(letter)));
  const shape = [...letters].map((letter) => (axes.includes(letter) ? x.shape[axes.indexOf(letter)] : 1));
  const expanded = ordered.reshape(shape);
  return lengths ? expanded.broadcastTo(lengthsIn(letters, lengths)) : expanded;
}
