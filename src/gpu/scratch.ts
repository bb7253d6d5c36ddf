/**
 * Memory for what programs keep only while they run: they run one after the other, so that all of
 * them share one buffer for each place among a program's own. It is as large as the largest needs it.
 */
export class Scratch {
  readonly #device: GPUDevice;
  readonly #buffers: GPUBuffer[] = [];
  /** Counts the changes: bind groups made before the last one are of no use any more. */
  generation = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * Makes room for so many bytes at each place.
   *
   * @returns false when the GPU has no room; then everything is as it was
   */
  async reserve(sizes: readonly number[]): Promise<boolean> {
    if (sizes.every((bytes, place) => this.#has(place, bytes))) return true;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.#device.pushErrorScope('out-of-memory');
    const larger = sizes.map((bytes, place) =>
      this.#has(place, bytes)
        ? null
        : this.#device.createBuffer({ label: `scratch ${place}`, size: bytes, usage }),
    );
    const isRefused = (await this.#device.popErrorScope()) !== null;
    for (const [place, buffer] of larger.entries()) {
      if (!buffer) continue;
      // Others may have made more room in the meantime.
      const useless = isRefused || this.#has(place, buffer.size) ? buffer : this.#replace(place, buffer);
      // Not before submitted work is over that may use it; a device that was lost has nothing to give back.
      if (useless)
        this.#device.queue.onSubmittedWorkDone().then(
          () => useless.destroy(),
          () => {},
        );
    }
    return !isRefused;
  }

  at(place: number): GPUBuffer {
    return this.#buffers[place];
  }

  #has(place: number, bytes: number): boolean {
    return bytes <= (place in this.#buffers ? this.#buffers[place].size : 0);
  }

  #replace(place: number, buffer: GPUBuffer): GPUBuffer | undefined {
    const old: GPUBuffer | undefined = this.#buffers[place];
    this.#buffers[place] = buffer;
    this.generation++;
    return old;
  }
}
