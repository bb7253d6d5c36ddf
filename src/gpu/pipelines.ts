import { GpuError } from '../core/errors.ts';
import type { Command } from '../schedule/command.ts';
import { Rounds } from './rounds.ts';

/** Pipelines by their text and constants: equal kernels of any program are compiled once. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #modules = new Map<string, GPUShaderModule>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  #rounds: Rounds | null = null;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** What tells persistent kernels how often to run. */
  get rounds(): Rounds {
    this.#rounds ??= new Rounds(this.#device);
    return this.#rounds;
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
    const bindGroupLayouts = [this.layout(command)];
    if (command.phases.length > 0) bindGroupLayouts.push(this.rounds.layout);
    const layout = this.#device.createPipelineLayout({ bindGroupLayouts });
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
