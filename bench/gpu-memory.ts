/** Bytes of the WebGPU buffers that exist: made since `watch` and not destroyed. */
export interface GpuMemory {
  readonly bytes: number;
}

/** Follows every buffer that anybody makes from now on; call it before an engine opens its device. */
export function watchGpuMemory(): GpuMemory {
  const memory = { bytes: 0 };
  // No WebGPU, no buffers.
  if (!('GPUDevice' in globalThis)) return memory;
  const sizes = new WeakMap<GPUBuffer, number>();
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    sizes.set(buffer, descriptor.size);
    memory.bytes += descriptor.size;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    memory.bytes -= sizes.get(this) ?? 0;
    sizes.delete(this);
    return destroy.call(this);
  };
  return memory;
}
