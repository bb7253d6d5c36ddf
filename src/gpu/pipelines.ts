import { GpuError } from '../core/errors.ts';
import type { Command } from '../schedule/plan.ts';

/** Pipelines by their text and constants: equal kernels of any program are compiled once. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #modules = new Map<string, GPUShaderModule>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Compiles without blocking the page; several at once compile in parallel. */
  get(command: Command): Promise<GPUComputePipeline> {
    const key = `${JSON.stringify(command.constants)}\n${command.code}`;
    const known = this.#pipelines.get(key);
    if (known) return known;
    const pipeline = this.#create(command);
    this.#pipelines.set(key, pipeline);
    // A failure may be passing (a lost device): the next call tries again.
    pipeline.catch(() => this.#pipelines.delete(key));
    return pipeline;
  }

  layout({ bindings }: Command): GPUBindGroupLayout {
    const types = bindings.map(
      ({ writable }): GPUBufferBindingType => (writable ? 'storage' : 'read-only-storage'),
    );
    const key = types.join();
    const known = this.#layouts.get(key);
    if (known) return known;
    const layout = this.#device.createBindGroupLayout({
      label: key,
      entries: types.map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    this.#layouts.set(key, layout);
    return layout;
  }

  async #create(command: Command): Promise<GPUComputePipeline> {
    const { label, code, constants } = command;
    const layout = this.#device.createPipelineLayout({ bindGroupLayouts: [this.layout(command)] });
    try {
      return await this.#device.createComputePipelineAsync({
        label,
        layout,
        compute: { module: this.#module(label, code), constants: { ...constants } },
      });
    } catch (error) {
      throw new GpuError(`gradloom: kernel '${label}' does not compile: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  #module(label: string, code: string): GPUShaderModule {
    const known = this.#modules.get(code);
    if (known) return known;
    const module = this.#device.createShaderModule({ label, code });
    this.#modules.set(code, module);
    return module;
  }
}
