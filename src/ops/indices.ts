import { DTypeError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import { literalValue, type Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';

/** Views that show every element of what they are a view of. */
const WHOLE = ['reshape', 'transpose', 'broadcastTo', 'flip'];

/** int32 positions in an axis of `length`, in which those known on the CPU must lie. */
export function checkedIndices(call: string, value: TensorLike, length: number, axisText: string): Tensor {
  const given = convert(value, 'int32');
  const index = Array.isArray(value) && given.size === 0 ? cast(given, 'int32') : given;
  if (index.dtype !== 'int32') {
    throw new DTypeError(`${call}: expected int32 indices, got ${index.dtype}. Use cast('int32').`);
  }
  const known = valuesOf(index);
  const at = known?.findIndex((i) => i < 0 || i >= length) ?? -1;
  if (known && at >= 0) {
    throw new ShapeError(
      `${call}: index ${known[at]} at position ${at} of indices ${shapeText(index.shape)} is out of range for ` +
        `${axisText}; expected ${length === 0 ? 'none, since it is empty' : `0 to ${length - 1}`}.`,
    );
  }
  if (length === 0 && index.size > 0) {
    throw new ShapeError(`${call}: ${axisText} is empty and has no element for ${index.size} indices.`);
  }
  return index;
}

/** What a kernel that reads at an index does by itself. */
export const clamped = (index: Tensor, length: number): Tensor => index.maximum(0).minimum(length - 1);

function valuesOf(index: Tensor): (ArrayLike<number> & { findIndex: Int32Array['findIndex'] }) | null {
  let node = index;
  while (node.op.kind === 'view' && WHOLE.includes(node.op.name)) node = node.inputs[0];
  const number = literalValue(node);
  return number === null ? (node.host as Int32Array | null) : Int32Array.of(number);
}
