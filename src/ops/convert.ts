import { type DType, emptyArray, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { operandOf, promoteAll } from '../core/promotion.ts';
import { type Shape, sizeOf, validateShape } from '../core/shape.ts';
import type { NestedArray, TensorLike } from '../graph/methods.ts';
import { leaf, literal, literalValue, Tensor } from '../graph/tensor.ts';
import { toTensor } from '../graph/variable.ts';
import { cast } from './cast.ts';

/**
 * A tensor from numbers.
 *
 * @param values a number or boolean, nested arrays, or a typed array
 * @param shape default: the nesting; for a typed array `[length]`
 * @param dtype default: float32 for numbers and Float32Array, int32 for integer arrays, bool for booleans
 * @throws ShapeError: `shape` has another number of elements than `values`, or the nesting is ragged.
 * @example
 * gl.tensor([[1, 2], [3, 4]])
 * // [[1. 2.]
 * //  [3. 4.]]
 * gl.tensor(Float32Array.of(1, 2, 3, 4), [2, 2]).shape // [2, 2]
 */
export function tensor(values: TensorLike, shape?: Shape, dtype?: DType): Tensor {
  if (values instanceof Tensor) return dtype ? cast(values, dtype) : values;
  const found = ArrayBuffer.isView(values)
    ? { data: values, shape: [values.length], dtype: typedArrayDType(values) }
    : nested(values);
  const target = shape ?? found.shape;
  validateShape('tensor', target);
  if (sizeOf(target) !== found.data.length) {
    throw new ShapeError(
      `tensor: shape ${shapeText(target)} needs ${sizeOf(target)} values, got ${found.data.length}. ` +
        'Pass a shape whose product is the number of values.',
    );
  }
  const type = dtype ?? found.dtype;
  const host = emptyArray(type, found.data.length);
  if (type === 'bool') host.set(Array.from(found.data, (value) => (value ? 1 : 0)));
  else host.set(found.data);
  return new Tensor(leaf('data', { type: 'data' }), [], [...target], type, host);
}

/** Numbers become literals, arrays become data, tensors stay. */
export function convert(value: TensorLike, dtype?: DType): Tensor {
  if (value instanceof Tensor) return value;
  if (typeof value === 'number') return literal(value, dtype ?? 'float32');
  if (typeof value === 'boolean') return literal(value ? 1 : 0, dtype ?? 'bool');
  requireTensorLike('tensor', value);
  return tensor(value, undefined, dtype);
}

/** The operands of an operation as tensors of the dtype in which they meet (core/promotion.ts). */
export function convertAll(call: string, values: readonly TensorLike[]): Tensor[] {
  const operands = values.map((value) => {
    requireTensorLike(call, value);
    return typeof value === 'number' ? value : convert(value);
  });
  const dtype = promoteAll(operands.map((x) => (typeof x === 'number' ? operandOf(x) : x.dtype)));
  return operands.map((x) => (typeof x === 'number' ? literal(x, dtype) : cast(x, dtype)));
}

/** Types keep this from happening, but not in JavaScript. */
function requireTensorLike(call: string, value: unknown): void {
  if (typeof value === 'number' || typeof value === 'boolean') return;
  if (value instanceof Tensor || Array.isArray(value) || ArrayBuffer.isView(value)) return;
  throw new ArgumentError(
    `${call}: expected a tensor, a number, a boolean or an array of these, got ${value === null ? 'null' : typeof value}.`,
  );
}

const typedArrayDType = (values: TypedArray): DType => {
  if (values instanceof Float32Array || (values as unknown) instanceof Float64Array) return 'float32';
  return 'int32';
};

/** Rows of nested arrays may be typed. */
const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || ArrayBuffer.isView(value);

function nested(values: number | boolean | NestedArray): { data: number[]; shape: number[]; dtype: DType } {
  const shape: number[] = [];
  for (let level: unknown = values; isList(level); level = level[0]) shape.push(level.length);
  const data: number[] = [];
  let booleans = 0;
  const visit = (value: NestedArray[number], depth: number): void => {
    if (isList(value) !== depth < shape.length || (isList(value) && value.length !== shape[depth])) {
      const got = isList(value) ? `an array of ${value.length}` : typeof value;
      throw new ShapeError(
        `tensor: nested arrays must be rectangular: expected ${shapeText(shape.slice(depth))} at depth ${depth}, got ${got}.`,
      );
    }
    if (typeof value === 'object') {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    if (typeof value === 'boolean') booleans++;
    data.push(Number(value));
  };
  visit(values, 0);
  return { data, shape, dtype: booleans > 0 && booleans === data.length ? 'bool' : 'float32' };
}

/** Installed where variables convert what is assigned to them. */
export function installConversion(): void {
  toTensor.convert = (value, dtype) => {
    const converted = convert(value, dtype);
    return literalValue(converted) === null ? converted : literal(literalValue(converted) as number, dtype);
  };
}
