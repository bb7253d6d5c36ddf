import { BYTES_PER_ELEMENT, type TypedArray, toWords } from '../core/dtype.ts';
import { ShapeError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { runtime } from './runtime.ts';
import { arenaBuffer } from './storage.ts';

/** Replaces a variable's elements from `elementOffset` on, in order with the submits. */
export function writeVariable(variable: Variable, data: TypedArray, elementOffset = 0): void {
  if (elementOffset + data.length > variable.size) {
    throw new ShapeError(
      `write: '${variable.name}' has ${variable.size} elements, cannot write ${data.length} at ${elementOffset}.`,
    );
  }
  const { device } = runtime.opened().info;
  const words = toWords(data);
  const target = arenaBuffer(device, variable.arena);
  const offset = (variable.offset + elementOffset) * BYTES_PER_ELEMENT;
  device.queue.writeBuffer(target, offset, words.buffer as ArrayBuffer, words.byteOffset, words.byteLength);
}

/** Replaces a variable by a tensor of its size that has a value on the GPU, in order with the submits. */
export function copyToVariable(source: Tensor, variable: Variable): void {
  const { device } = runtime.opened().info;
  const encoder = device.createCommandEncoder();
  const target = arenaBuffer(device, variable.arena);
  const [offset, bytes] = [variable.offset, variable.size].map((words) => words * BYTES_PER_ELEMENT);
  const place = runtime.placeOf(source);
  encoder.copyBufferToBuffer(place.buffer, place.offset, target, offset, bytes);
  device.queue.submit([encoder.finish()]);
}
