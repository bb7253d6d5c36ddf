import { BYTES_PER_ELEMENT, wgslStorageType } from '../core/dtype.ts';
import type { Tensor } from '../graph/tensor.ts';
import { isHalf } from '../ops/half.ts';

// How the elements of a node are kept in memory: what is of half precision takes half the room.

/** The element type of a node's buffer in WGSL. */
export const storageType = (node: Tensor): 'f16' | 'f32' | 'i32' | 'u32' =>
  isHalf(node) ? 'f16' : wgslStorageType(node.dtype);

export const bytesOf = (node: Tensor): number => node.size * (isHalf(node) ? 2 : BYTES_PER_ELEMENT);

/** What is stored for a value of a node. */
export function storedValue(node: Tensor, value: string): string {
  if (node.dtype === 'bool') return `select(0u, 1u, ${value})`;
  return isHalf(node) ? `f16(${value})` : value;
}

/** The same for four values. */
export function storedVector(node: Tensor, values: string): string {
  if (node.dtype === 'bool') return `select(vec4<u32>(), vec4<u32>(1u), vec4<bool>(${values}))`;
  return isHalf(node) ? `vec4<f16>(vec4f(${values}))` : `vec4<${storageType(node)}>(${values})`;
}

/** The value of a node for what was stored. */
export function loadedValue(node: Tensor, stored: string): string {
  if (node.dtype === 'bool') return `(${stored} != 0u)`;
  return isHalf(node) ? `f32(${stored})` : stored;
}

/** The same for four values. */
export function loadedVector(node: Tensor, stored: string): string {
  if (node.dtype === 'bool') return `(${stored} != vec4<u32>())`;
  return isHalf(node) ? `vec4f(${stored})` : stored;
}
