import { DTypeError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { broadcastShapes } from '../core/shape.ts';
import type { MatmulOptions, TensorLike } from '../graph/methods.ts';
import type { GradientRule } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { convert } from './convert.ts';
import { autocastProduct } from './half.ts';
import { expandDims, squeeze } from './reshape.ts';

/**
 * Matrix product of the last two axes; axes in front are batches and broadcast. A vector on the
 * left is a row, on the right a column, as in NumPy. float32.
 *
 * @formula y[.., i, j] = sum over k of a[.., i, k] * b[.., k, j]
 * @shape a [..., m, k], b [..., k, n] → [..., m, n]
 * @gradient da = dy bᵀ, db = aᵀ dy
 * @example
 * gl.matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]])
 * // [[19. 22.]
 * //  [43. 50.]]
 */
export function matmul(a: TensorLike, b: TensorLike, options: MatmulOptions = {}): Tensor {
  const x = convert(a);
  const y = convert(b);
  if (x.rank === 0 || y.rank === 0) {
    throw new ShapeError(
      `matmul: expected at least rank 1, got ${shapeText(x.shape)} and ${shapeText(y.shape)}. Use mul().`,
    );
  }
  if (x.rank === 1) {
    const row = matmul(expandDims(x, options.transposeA ? 1 : 0), y, options);
    return squeeze(row, y.rank === 1 ? -1 : -2);
  }
  if (y.rank === 1) return squeeze(matmul(x, expandDims(y, options.transposeB ? 0 : 1), options), -1);
  for (const operand of [x, y]) {
    if (operand.dtype !== 'float32') {
      throw new DTypeError(`matmul: expected float32 operands, got ${operand.dtype}. Use cast('float32').`);
    }
  }
  const { transposeA = false, transposeB = false } = options;
  return autocastProduct(x, y, (left, right) => product(left, right, transposeA, transposeB));
}

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  const [m, k] = matrixShape(a, transposeA);
  const [inner, n] = matrixShape(b, transposeB);
  if (k !== inner) {
    const flags = transposeA || transposeB ? ` with transposeA ${transposeA}, transposeB ${transposeB}` : '';
    throw new ShapeError(
      `matmul: inner sizes ${k} and ${inner} of shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}${flags} differ.`,
    );
  }
  const batch = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  const flags = [transposeA && 'Aᵀ', transposeB && 'Bᵀ'].filter(Boolean).join(' ');
  return apply(
    {
      kind: 'matmul',
      name: 'matmul',
      transposeA,
      transposeB,
      gradient: gradient(transposeA, transposeB),
      attributes: flags,
    },
    [broadcastTo(a, [...batch, ...a.shape.slice(-2)]), broadcastTo(b, [...batch, ...b.shape.slice(-2)])],
    [...batch, m, n],
    'float32',
  );
}

const matrixShape = ({ shape }: Tensor, transposed: boolean): [number, number] => {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
};

/** With C = A B: dA = dC Bᵀ and dB = Aᵀ dC; an operand read transposed gets its derivative transposed. */
const gradient =
  (transposeA: boolean, transposeB: boolean): GradientRule =>
  ({ inputs: [a, b], dy, needs }) => [
    needs[0] ? (transposeA ? product(b, dy, transposeB, true) : product(dy, b, false, !transposeB)) : null,
    needs[1] ? (transposeB ? product(dy, a, true, transposeA) : product(a, dy, !transposeA, false)) : null,
  ];
