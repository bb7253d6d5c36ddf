import { OutOfMemoryError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import type { Command } from '../schedule/command.ts';
import type { BufferRange, OwnBuffer } from '../schedule/memory.ts';
import { ownBytes, type Plan } from '../schedule/plan.ts';
import type { DeviceInfo } from './device.ts';
import type { PipelineCache } from './pipelines.ts';
import type { Scratch } from './scratch.ts';
import { anotherDevice, arenaBuffer, type BufferPool, type Place, tensorPlace } from './storage.ts';

/** What a program needs from the device. */
export interface ProgramHost {
  readonly info: DeviceInfo;
  readonly pool: BufferPool;
  readonly pipelines: PipelineCache;
  readonly scratch: Scratch;
}

interface Step {
  readonly command: Command;
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  /** Null while it depends on the arguments of a call. */
  bindGroup: GPUBindGroup | null;
}

/** A plan with every pipeline, buffer and bind group made: running it is replaying a list. */
export class Program {
  readonly label: string;
  readonly plan: Plan;
  readonly #host: ProgramHost;
  readonly #steps: readonly Step[];
  /** Null where scratch or workgroup memory serves. */
  readonly #buffers: readonly (GPUBuffer | null)[];
  /** Of the scratch memory that is bound. */
  #generation = 0;
  readonly #arguments: readonly Tensor[];
  #bound: readonly Place[] = [];

  private constructor(
    label: string,
    plan: Plan,
    host: ProgramHost,
    pipelines: GPUComputePipeline[],
    args: readonly Tensor[],
  ) {
    this.label = label;
    this.plan = plan;
    this.#host = host;
    this.#arguments = args;
    const { device } = host.info;
    this.#buffers = plan.buffers.map((own) => {
      if (usesScratch(own) || own.space === 'workgroup') return null;
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      return device.createBuffer({ label: `${label}: ${own.label}`, size: own.bytes, usage });
    });
    this.#steps = plan.commands.map((command, k) => {
      const layout = host.pipelines.layout(command);
      return { command, pipeline: pipelines[k], layout, bindGroup: null };
    });
    this.#bindScratch();
  }

  /**
   * @param args leaves whose buffers are given anew with every call; other leaves are uploaded now
   */
  static async create(
    label: string,
    plan: Plan,
    host: ProgramHost,
    args: readonly Tensor[] = [],
  ): Promise<Program> {
    const { device } = host.info;
    requireSizes(label, plan, device.limits);
    const pipelines = await Promise.all(plan.commands.map((command) => host.pipelines.get(command)));
    const activations = plan.buffers.find(usesScratch);
    if (activations && !(await host.scratch.reserve(activations.bytes))) throw outOfMemory(label, plan);
    device.pushErrorScope('out-of-memory');
    let program: Program | null = null;
    let error: GPUError | null = null;
    try {
      program = new Program(label, plan, host, pipelines, args);
    } finally {
      error = await device.popErrorScope();
    }
    if (!error) return program;
    program.dispose();
    throw outOfMemory(label, plan);
  }

  /** Dispatches of one run; a persistent kernel makes several runs in one. */
  get dispatches(): number {
    return this.#steps.length;
  }

  get assigned(): readonly Variable[] {
    return this.plan.assigned;
  }

  /** @throws StateError when the program was made for a device that is not in use any more */
  requireHost(host: ProgramHost): void {
    if (host !== this.#host) throw anotherDevice(`the program '${this.label}'`);
  }

  /** Binds the places of a call's arguments; nothing to do when they are those of the last call. */
  setArguments(places: readonly Place[]): void {
    if (places.length === this.#bound.length && places.every((place, k) => place === this.#bound[k])) return;
    this.#bound = places;
    for (const step of this.#steps) if (this.#dependsOnArguments(step)) step.bindGroup = this.#bind(step);
  }

  /** Runs the program `times` times; a persistent kernel makes at most `longest` runs in a dispatch. */
  encode(pass: GPUComputePassEncoder, times: number, longest = times): void {
    if (this.#generation !== this.#host.scratch.generation) this.#bindScratch();
    if (this.isPersistent) {
      this.#set(pass, this.#steps[0]);
      this.#host.pipelines.rounds.encode(pass, times, longest);
      return;
    }
    for (let k = 0; k < times; k++) {
      for (const step of this.#steps) {
        this.#set(pass, step);
        const [x, y, z] = step.command.workgroups;
        pass.dispatchWorkgroups(x, y, z);
      }
    }
  }

  /** One kernel does it all, as often as wanted. */
  get isPersistent(): boolean {
    return this.plan.commands[0]?.phases.length > 0;
  }

  #set(pass: GPUComputePassEncoder, { pipeline, bindGroup }: Step): void {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
  }

  /** Where result k is. */
  result(k: number): { buffer: GPUBuffer; offset: number } {
    const { buffer, offset } = this.#resource(this.plan.outputs[k].range);
    return { buffer, offset: offset ?? 0 };
  }

  dispose(): void {
    for (const buffer of this.#buffers) buffer?.destroy();
  }

  /** Makes the bind groups, on the scratch memory that there is now. */
  #bindScratch(): void {
    this.#generation = this.#host.scratch.generation;
    const isReady = this.#bound.length > 0 || this.#arguments.length === 0;
    for (const step of this.#steps) {
      if (isReady || !this.#dependsOnArguments(step)) step.bindGroup = this.#bind(step);
    }
  }

  #dependsOnArguments({ command }: Step): boolean {
    return command.bindings.some(
      ({ range: { buffer } }) => buffer.kind === 'tensor' && this.#arguments.includes(buffer.tensor),
    );
  }

  #bind({ command, layout }: Step): GPUBindGroup {
    return this.#host.info.device.createBindGroup({
      label: command.label,
      layout,
      entries: command.bindings.map(({ range }, binding) => ({ binding, resource: this.#resource(range) })),
    });
  }

  #resource({ buffer, offset, size }: BufferRange): GPUBufferBinding {
    const { info, pool } = this.#host;
    if (buffer.kind === 'own') return { buffer: this.#own(buffer.index), offset, size };
    if (buffer.kind === 'arena') return { buffer: arenaBuffer(info.device, buffer.arena), offset, size };
    const position = this.#arguments.indexOf(buffer.tensor);
    const place = position < 0 ? tensorPlace(info.device, pool, buffer.tensor) : this.#bound[position];
    return { buffer: place.buffer, offset: place.offset + offset, size };
  }

  #own(index: number): GPUBuffer {
    return this.#buffers[index] ?? this.#host.scratch.buffer;
  }
}

const usesScratch = ({ label, space }: OwnBuffer): boolean => label === 'activations' && space === 'storage';

const outOfMemory = (label: string, plan: Plan): OutOfMemoryError =>
  new OutOfMemoryError(
    `${label}: the GPU has no room for ${ownBytes(plan)} more bytes. Use a smaller batch size, or dispose() what is not needed.`,
  );

/** What is too large for the device whatever else it holds: activations grow with the batch. */
function requireSizes(label: string, { buffers, commands }: Plan, limits: GPUSupportedLimits): void {
  const require = (what: string, bytes: number, limit: number): void => {
    if (bytes <= limit) return;
    throw new OutOfMemoryError(
      `${label}: ${what} needs ${bytes} bytes, and this device allows ${limit}. Use a smaller batch size.`,
    );
  };
  for (const { label: name, bytes } of buffers) require(`the buffer of ${name}`, bytes, limits.maxBufferSize);
  for (const { label: name, bindings } of commands) {
    for (const { range } of bindings) {
      if (range.buffer.kind === 'own')
        require(`one operand of '${name}'`, range.size, limits.maxStorageBufferBindingSize);
    }
  }
}
