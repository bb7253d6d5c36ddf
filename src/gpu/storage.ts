import { BYTES_PER_ELEMENT, toWords } from '../core/dtype.ts';
import { DeviceLimitError, StateError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Tensor, TensorStorage } from '../graph/tensor.ts';
import type { Arena } from '../graph/variable.ts';

const USAGE = 0x80 | 0x8 | 0x4; // STORAGE | COPY_DST | COPY_SRC; the global may be missing when this loads

/** Bytes of a tensor's buffer: whole vec4s, and never empty. */
export const storageBytes = (elements: number): number =>
  Math.ceil((Math.max(elements, 1) * BYTES_PER_ELEMENT) / 256) * 256;

/** Where the value of a tensor is. */
export interface Place {
  readonly buffer: GPUBuffer;
  /** Bytes, as `bytes` is a multiple of 256. */
  readonly offset: number;
  readonly bytes: number;
}

/** The memory of a computed tensor. The place is known when the work that fills it is submitted. */
export class GpuStorage implements TensorStorage {
  readonly bytes: number;
  place: Place | null = null;
  disposed = false;
  /** Why there will never be a value. */
  failure: Error | null = null;
  /** Where the place came from. */
  pool: BufferPool | null = null;

  constructor(elements: number) {
    this.bytes = storageBytes(elements);
  }

  allocate(pool: BufferPool): Place {
    this.pool = pool;
    this.place = pool.take(this.bytes);
    pool.reclaimWith(this, this.place);
    return this.place;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    if (this.place) this.pool?.give(this, this.place);
    this.place = null;
  }
}

/** Bytes of tensors that share buffers: losses and the like, which loops make faster than they can be collected. */
const SMALL = 256;
/** Of these in one buffer. */
const SHARING = 256;

/** Memory of dropped tensors, kept for the next ones of the same size. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #free = new Map<number, Place[]>();
  readonly #registry = new FinalizationRegistry<Place>((place) => this.#keep(place));

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  take(bytes: number): Place {
    const free = this.#freeOf(bytes);
    if (free.length === 0) {
      const size = bytes === SMALL ? SMALL * SHARING : bytes;
      const buffer = this.#device.createBuffer({ label: 'tensor', size, usage: USAGE });
      for (let offset = 0; offset < size; offset += bytes) free.push({ buffer, offset, bytes });
    }
    return free.pop() as Place;
  }

  reclaimWith(owner: GpuStorage, place: Place): void {
    this.#registry.register(owner, place, owner);
  }

  give(owner: GpuStorage, place: Place): void {
    this.#registry.unregister(owner);
    this.#keep(place);
  }

  #keep(place: Place): void {
    const free = this.#freeOf(place.bytes);
    // A few of each size serve a loop; more would only hold memory.
    if (place.bytes > SMALL && free.length >= 16) place.buffer.destroy();
    else free.push(place);
  }

  #freeOf(bytes: number): Place[] {
    const free = this.#free.get(bytes) ?? [];
    this.#free.set(bytes, free);
    return free;
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

/** Where a leaf is: uploaded on first use. */
export function tensorPlace(device: GPUDevice, pool: BufferPool, tensor: Tensor): Place {
  const storage = tensor.storage;
  const isElsewhere = storage instanceof GpuStorage && storage.pool !== null && storage.pool !== pool;
  if (isElsewhere && !tensor.host) throw anotherDevice(`a tensor of shape ${shapeText(tensor.shape)}`);
  if (storage instanceof GpuStorage && !isElsewhere) {
    if (storage.failure) throw storage.failure;
    if (storage.disposed || !storage.place) {
      throw new StateError(
        `gradloom: a tensor of shape ${shapeText(tensor.shape)} was used after dispose().`,
      );
    }
    return storage.place;
  }
  if (!tensor.host) throw new StateError('gradloom: internal error: a leaf without data.');
  const uploaded = new GpuStorage(tensor.size);
  checkBinding(device, uploaded.bytes, `a tensor of shape ${shapeText(tensor.shape)}`);
  const place = uploaded.allocate(pool);
  const words = toWords(tensor.host);
  const { buffer, byteOffset, byteLength } = words;
  device.queue.writeBuffer(place.buffer, place.offset, buffer as ArrayBuffer, byteOffset, byteLength);
  tensor.storage = uploaded;
  return place;
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
