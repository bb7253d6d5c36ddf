import { Tensor } from '../graph/tensor.ts';
import type { Batches, LabelledData } from './types.ts';

/** Whether these are batches to iterate over rather than data. Arrays are data. */
export function isBatches<Batch = LabelledData>(value: unknown): value is Batches<Batch> {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) || ArrayBuffer.isView(value) || value instanceof Tensor) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}
