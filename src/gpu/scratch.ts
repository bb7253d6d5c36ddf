const NOTHING = 4;

/**
 * Memory for activations: programs run one after the other, so that all of them share one buffer, as
 * large as the largest needs it.
 */
export class Scratch {
  readonly #device: GPUDevice;
  #buffer: GPUBuffer;
  /** Counts the changes: bind groups made before the last one are of no use any more. */
  generation = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#buffer = this.#create(NOTHING);
  }

  get buffer(): GPUBuffer {
    return this.#buffer;
  }

  /** @returns false when the GPU has no room for so many bytes; then everything is as it was */
  async reserve(bytes: number): Promise<boolean> {
    if (bytes <= this.#buffer.size) return true;
    this.#device.pushErrorScope('out-of-memory');
    const larger = this.#create(bytes);
    const isRefused = (await this.#device.popErrorScope()) !== null;
    // Others may have made more room in the meantime.
    const isUseless = isRefused || bytes <= this.#buffer.size;
    this.#destroy(isUseless ? larger : this.#buffer);
    if (isUseless) return !isRefused;
    this.#buffer = larger;
    this.generation++;
    return true;
  }

  #create(size: number): GPUBuffer {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return this.#device.createBuffer({ label: 'scratch', size, usage });
  }

  /** Not before submitted work is over that may use it; a device that was lost has nothing to give back. */
  #destroy(buffer: GPUBuffer): void {
    this.#device.queue.onSubmittedWorkDone().then(
      () => buffer.destroy(),
      () => {},
    );
  }
}
