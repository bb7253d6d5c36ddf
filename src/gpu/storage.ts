import { BYTES_PER_ELEMENT, toWords } from '../core/dtype.ts';
import { DeviceLimitError, StateError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Tensor, TensorStorage } from '../graph/tensor.ts';
import type { Arena } from '../graph/variable.ts';

const USAGE = 0x80 | 0x8 | 0x4; // STORAGE | COPY_DST | COPY_SRC; the global may be missing when this loads

/** Bytes of a tensor's buffer: whole vec4s, and never empty. */
export const storageBytes = (elements: number): number =>
  Math.ceil((Math.max(elements, 1) * BYTES_PER_ELEMENT) / 256) * 256;

/** The memory of a computed tensor. The buffer appears when the work that fills it is submitted. */
export class GpuStorage implements TensorStorage {
  readonly bytes: number;
  buffer: GPUBuffer | null = null;
  disposed = false;
  /** Why there will never be a value. */
  failure: Error | null = null;
  /** Where the buffer came from. */
  pool: BufferPool | null = null;

  constructor(elements: number) {
    this.bytes = storageBytes(elements);
  }

  allocate(pool: BufferPool): GPUBuffer {
    this.pool = pool;
    this.buffer = pool.take(this.bytes);
    pool.reclaimWith(this, this.buffer);
    return this.buffer;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    if (this.buffer) this.pool?.give(this, this.buffer);
    this.buffer = null;
  }
}

/** Buffers of dropped tensors, kept for the next ones of the same size. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #free = new Map<number, GPUBuffer[]>();
  readonly #registry = new FinalizationRegistry<GPUBuffer>((buffer) => this.#keep(buffer));

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  take(bytes: number): GPUBuffer {
    return (
      this.#free.get(bytes)?.pop() ??
      this.#device.createBuffer({ label: 'tensor', size: bytes, usage: USAGE })
    );
  }

  reclaimWith(owner: GpuStorage, buffer: GPUBuffer): void {
    this.#registry.register(owner, buffer, owner);
  }

  give(owner: GpuStorage, buffer: GPUBuffer): void {
    this.#registry.unregister(owner);
    this.#keep(buffer);
  }

  #keep(buffer: GPUBuffer): void {
    const list = this.#free.get(buffer.size) ?? [];
    // A few of each size serve a loop; more would only hold memory.
    if (list.length >= 16) buffer.destroy();
    else this.#free.set(buffer.size, [...list, buffer]);
  }
}

class ArenaStorage implements TensorStorage {
  readonly device: GPUDevice;
  readonly buffer: GPUBuffer;
  disposed = false;

  constructor(device: GPUDevice, buffer: GPUBuffer) {
    this.device = device;
    this.buffer = buffer;
  }

  dispose(): void {
    if (!this.disposed) this.buffer.destroy();
    this.disposed = true;
  }
}

/** The buffer of an arena, made and filled on first use. */
export function arenaBuffer(device: GPUDevice, arena: Arena): GPUBuffer {
  if (arena.storage instanceof ArenaStorage) {
    if (arena.storage.disposed)
      throw new StateError(`gradloom: '${arena.label}' has been disposed and cannot be used any more.`);
    if (arena.storage.device !== device) throw anotherDevice(`'${arena.label}'`);
    return arena.storage.buffer;
  }
  const size = arena.words * BYTES_PER_ELEMENT;
  checkBinding(device, size, `the variables of '${arena.label}'`);
  const buffer = device.createBuffer({ label: arena.label, size, usage: USAGE });
  if (arena.host) device.queue.writeBuffer(buffer, 0, arena.host);
  arena.host = null;
  arena.storage = new ArenaStorage(device, buffer);
  return buffer;
}

/** The buffer of a leaf: uploaded on first use. */
export function tensorBuffer(device: GPUDevice, pool: BufferPool, tensor: Tensor): GPUBuffer {
  const storage = tensor.storage;
  const isElsewhere = storage instanceof GpuStorage && storage.pool !== null && storage.pool !== pool;
  if (isElsewhere && !tensor.host) throw anotherDevice(`a tensor of shape ${shapeText(tensor.shape)}`);
  if (storage instanceof GpuStorage && !isElsewhere) {
    if (storage.failure) throw storage.failure;
    if (storage.disposed || !storage.buffer) {
      throw new StateError(
        `gradloom: a tensor of shape ${shapeText(tensor.shape)} was used after dispose().`,
      );
    }
    return storage.buffer;
  }
  if (!tensor.host) throw new StateError('gradloom: internal error: a leaf without data.');
  const uploaded = new GpuStorage(tensor.size);
  checkBinding(device, uploaded.bytes, `a tensor of shape ${shapeText(tensor.shape)}`);
  const buffer = uploaded.allocate(pool);
  const words = toWords(tensor.host);
  device.queue.writeBuffer(buffer, 0, words.buffer as ArrayBuffer, words.byteOffset, words.byteLength);
  tensor.storage = uploaded;
  return buffer;
}

/** Something that `gl.init` has left behind on the device before. */
export function anotherDevice(what: string): StateError {
  return new StateError(
    `gradloom: ${what} lives on a GPU device that is not in use any more. Build the model again after gl.init().`,
  );
}

export function checkBinding(device: GPUDevice, bytes: number, what: string): void {
  const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  if (bytes > limit) {
    throw new DeviceLimitError(
      `gradloom: ${what} needs a buffer of ${bytes} bytes, and this device binds at most ${limit}. ` +
        'Use smaller layers or tensors, or an adapter that binds more.',
    );
  }
}
