/** Uniforms bind at multiples of so many bytes on every device. */
const STRIDE = 256;
/** The most runs of one dispatch are 2 to the power of this. */
const MOST = 12;

/**
 * Tells a persistent kernel how many runs a dispatch makes, without a write per dispatch: powers of
 * two lie in a buffer that never changes, and a number of runs becomes a few dispatches.
 */
export class Rounds {
  readonly layout: GPUBindGroupLayout;
  readonly #group: GPUBindGroup;
  /** Of each power. */
  readonly #offsets = Array.from({ length: MOST + 1 }, (_, power) => [power * STRIDE]);

  constructor(device: GPUDevice) {
    this.layout = device.createBindGroupLayout({
      label: 'rounds',
      entries: [
        {
          binding: 0,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: 4 },
        },
      ],
    });
    const buffer = device.createBuffer({
      label: 'rounds',
      size: (MOST + 1) * STRIDE,
      usage: GPUBufferUsage.UNIFORM,
      mappedAtCreation: true,
    });
    const words = new Uint32Array(buffer.getMappedRange());
    for (const [power, [offset]] of this.#offsets.entries()) words[offset / 4] = 2 ** power;
    buffer.unmap();
    const resource = { buffer, size: 4 };
    this.#group = device.createBindGroup({ layout: this.layout, entries: [{ binding: 0, resource }] });
  }

  /** Dispatches the kernel that is set so that it runs `times` times, at most `longest` times at once. */
  encode(pass: GPUComputePassEncoder, times: number, longest: number): void {
    const most = Math.min(MOST, Math.floor(Math.log2(Math.max(longest, 1))));
    for (let left = times; left > 0; ) {
      const power = Math.min(most, 31 - Math.clz32(left));
      pass.setBindGroup(1, this.#group, this.#offsets[power]);
      pass.dispatchWorkgroups(1);
      left -= 2 ** power;
    }
  }
}
