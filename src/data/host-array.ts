import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { NestedArray } from '../graph/methods.ts';

/** Any array of numbers that JavaScript keeps flat. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Numbers on the CPU, row-major, with their shape. */
export interface HostArray<T extends NumberArray = NumberArray> {
  readonly data: T;
  readonly shape: Shape;
}

/** Numbers in any form that is not on the GPU; the first axis counts the rows. */
export type HostData = NestedArray | NumberArray | HostArray;

type FloatArrays = Float32ArrayConstructor | Float64ArrayConstructor;

/**
 * Reads what the user passed as `name`, without copying what is flat already.
 *
 * @param as what nested arrays become
 * @param orElse what else the caller accepts, for the message
 * @throws ArgumentError, ShapeError for anything that is not a rectangular array of numbers
 */
export function readHost(
  call: string,
  name: string,
  value: HostData,
  { as = Float64Array, orElse = '' }: { as?: FloatArrays; orElse?: string } = {},
): HostArray {
  if (ArrayBuffer.isView(value)) return { data: value, shape: [value.length] };
  if (Array.isArray(value)) return fromNested(call, name, value, as);
  const { data, shape } = (value ?? {}) as Partial<HostArray>;
  if (!data || !shape || !ArrayBuffer.isView(data)) {
    throw new ArgumentError(
      `${call}: ${name} must be ${orElse}nested arrays, a typed array, or { data: typed array, shape }; ` +
        `got ${describe(value)}.`,
    );
  }
  if (sizeOf(shape) !== data.length) {
    throw new ShapeError(
      `${call}: ${name} has shape ${shapeText(shape)}, which needs ${sizeOf(shape)} numbers, ` +
        `but its data has ${data.length}.`,
    );
  }
  return { data, shape };
}

const describe = (value: unknown): string =>
  value === null || typeof value !== 'object'
    ? String(value)
    : `an object with ${Object.keys(value).join(', ') || 'no keys'}`;

function fromNested(call: string, name: string, value: unknown, as: FloatArrays): HostArray {
  const shape: number[] = [];
  for (
    let level = value;
    Array.isArray(level) || ArrayBuffer.isView(level);
    level = (level as unknown[])[0]
  ) {
    shape.push((level as unknown[]).length);
  }
  const data = new as(sizeOf(shape));
  let next = 0;
  const visit = (part: unknown, depth: number, row: number): void => {
    if (depth === shape.length) {
      if (typeof part !== 'number' && typeof part !== 'boolean') {
        throw new ArgumentError(
          `${call}: ${name} must hold numbers only; row ${row} holds ${describe(part)}.`,
        );
      }
      data[next++] = Number(part);
      return;
    }
    const list = part as unknown[];
    if (list?.length !== shape[depth]) {
      throw new ShapeError(
        `${call}: ${name} must be rectangular: row ${row} does not have the shape ` +
          `${shapeText(shape.slice(1))} of row 0.`,
      );
    }
    for (let i = 0; i < list.length; i++) visit(list[i], depth + 1, depth === 0 ? i : row);
  };
  visit(value, 0, 0);
  return { data, shape };
}

/** 'row 3', 'row 3, column 1', or 'row 3, index [2, 0]'. */
export function place(offset: number, shape: Shape): string {
  const size = Math.max(sizeOf(shape.slice(1)), 1);
  const row = Math.floor(offset / size);
  if (shape.length === 1) return `row ${row}`;
  if (shape.length === 2) return `row ${row}, column ${offset % size}`;
  const index: number[] = [];
  let rest = offset % size;
  for (let d = shape.length - 1; d > 0; d--) {
    index.unshift(rest % shape[d]);
    rest = Math.floor(rest / shape[d]);
  }
  return `row ${row}, index ${shapeText(index)}`;
}
