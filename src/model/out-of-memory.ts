import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { OutOfMemoryError } from '../core/errors.ts';
import { sizeOf } from '../core/shape.ts';
import { runtime } from '../gpu/runtime.ts';
import type { Network } from './network.ts';

/** Says how much memory a batch takes, and which batch size has room, found out by asking for the memory. */
export async function explainOutOfMemory(
  call: string,
  network: Network,
  batchSize: number,
  cause: OutOfMemoryError,
): Promise<OutOfMemoryError> {
  const perRow = bytesPerRow(network);
  const fitting = await largestFitting(batchSize, perRow);
  const remedy = fitting
    ? `A batch size of ${fitting} would fit.`
    : 'Not even a batch size of 1 would fit: make the model or the data set smaller, or close other pages.';
  return new OutOfMemoryError(
    `${call}: the GPU has too little memory: with batch size ${batchSize} a step keeps about ` +
      `${batchSize * perRow} bytes of activations. ${remedy} (${cause.message})`,
    { cause },
  );
}

/** Each layer's output and its derivative, and the example itself. */
function bytesPerRow({ inputShapes, activationsPerExample }: Network): number {
  const inputs = inputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  return (inputs + 2 * activationsPerExample) * BYTES_PER_ELEMENT;
}

async function largestFitting(batchSize: number, perRow: number): Promise<number | null> {
  for (
    let size = 2 ** Math.floor(Math.log2(Math.max(batchSize - 1, 1)));
    size >= 1;
    size = Math.floor(size / 2)
  ) {
    if (size < batchSize && (await hasRoom(size * perRow))) return size;
  }
  return null;
}

async function hasRoom(bytes: number): Promise<boolean> {
  const { device, limits } = runtime.opened().info;
  const size = Math.ceil(bytes / 256) * 256;
  if (size > Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize)) return false;
  device.pushErrorScope('out-of-memory');
  const buffer = device.createBuffer({ label: 'probe', size, usage: GPUBufferUsage.STORAGE });
  const error = await device.popErrorScope();
  buffer.destroy();
  return error === null;
}
