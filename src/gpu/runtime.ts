import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { inSlices } from '../core/pause.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import type { Variable } from '../graph/variable.ts';
import type { Choices } from '../schedule/choices.ts';
import { planning } from '../schedule/plan.ts';
import { type DeviceInfo, type DeviceOptions, FailureChannel, openDevice } from './device.ts';
import { PipelineCache } from './pipelines.ts';
import { Program, type ProgramHost } from './program.ts';
import { Scratch } from './scratch.ts';
import { arenaBuffer, BufferPool, GpuStorage, type Place, tensorPlace } from './storage.ts';
import { Tuning, type TuningSetting } from './tuning.ts';

export interface Repeat {
  readonly program: Program;
  readonly times: number;
  /** Runs that a persistent kernel makes in one dispatch at most. Default: all of them. */
  readonly longest?: number;
}

export interface CompileOptions {
  /** Leaves whose buffers every run gives anew. */
  readonly args?: readonly Tensor[];
  /**
   * It will run many times, many in a submit ('in a row') or each by itself ('one by one'): a tiny
   * program is then worth a kernel of its own. Default: it runs once or twice.
   */
  readonly repeated?: 'in a row' | 'one by one';
  /** Which of several kernels that compute the same. Default: those found out to be the fastest on this device. */
  readonly choices?: Choices;
}

export interface CopiedRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
}

/** The one place that talks to the GPU: opens the device, compiles, submits, reads back. */
class Runtime {
  readonly failures = new FailureChannel();
  #options: DeviceOptions = {};
  #host: Promise<ProgramHost> | null = null;
  #open: ProgramHost | null = null;
  #inFlight: Promise<void>[] = [];
  #staging: GPUBuffer[] = [];
  #tuning: Promise<Tuning> | null = null;
  #tuningSetting: TuningSetting | undefined;
  /** Submits of programs so far. */
  submits = 0;
  /** Counts the devices: what was made for an earlier one is of no use any more. */
  generation = 0;

  /** Chooses the device for everything that follows; without it the first use opens one. */
  configure(options: DeviceOptions): void {
    this.#options = options;
    this.#host = null;
    this.#open = null;
    this.#inFlight = [];
    this.#staging = [];
    this.#tuning = null;
    this.generation++;
  }

  /** Opens the device. Throws NoWebGPUError with the remedy when there is none. */
  async ready(): Promise<DeviceInfo> {
    return (await this.host()).info;
  }

  host(): Promise<ProgramHost> {
    if (!this.#host) {
      const opening = this.#start();
      this.#host = opening;
      // The next call may find what was missing (a driver that came back).
      opening.catch(() => {
        if (this.#host === opening) this.#host = null;
      });
    }
    return this.#host;
  }

  /**
   * Plans a traced function and makes everything that running it needs.
   */
  async compile(
    traced: Traced,
    label: string,
    { args = [], repeated, choices }: CompileOptions = {},
  ): Promise<Program> {
    const host = await this.host();
    const tuning = await this.tuning();
    const { software, limits } = host.info;
    const persistent = repeated
      ? {
          fewestPhases: repeated === 'in a row' ? 1 : 2,
          storageBuffers: limits.maxStorageBuffersPerShaderStage,
          workgroupBytes: limits.maxComputeWorkgroupStorageSize,
        }
      : null;
    const planned = await inSlices(
      planning(traced, { software, persistent, ...(choices ?? tuning.kernels.choices) }),
    );
    if (repeated) tuning.onRepeated();
    return this.failures.guard(Program.create(label, planned, host, args));
  }

  /** How kernels are chosen from here on. @throws ArgumentError when a table does not fit */
  async setTuning(setting: TuningSetting): Promise<void> {
    const { info } = await this.host();
    const tuning = new Tuning(this, info, setting);
    await tuning.prepare();
    await (await this.#tuning)?.stop();
    this.#tuningSetting = setting;
    this.#tuning = Promise.resolve(tuning);
  }

  async tuning(): Promise<Tuning> {
    const { info } = await this.host();
    if (!this.#tuning) {
      const tuning = new Tuning(this, info, this.#tuningSetting);
      this.#tuning = tuning.prepare().then(() => tuning);
    }
    return this.#tuning;
  }

  /** Runs programs one after the other, in one pass and one submit. */
  run(repeats: readonly Repeat[]): void {
    this.submit(this.encode(repeats));
  }

  /** Work that is not submitted yet: one pass. */
  encode(repeats: readonly Repeat[]): GPUCommandEncoder {
    this.failures.check();
    const host = this.opened();
    const encoder = host.info.device.createCommandEncoder();
    for (const { program } of repeats) {
      program.requireHost(host);
      this.#keepLiveReads(encoder, program);
    }
    const pass = encoder.beginComputePass();
    for (const { program, times, longest } of repeats) program.encode(pass, times, longest);
    pass.end();
    return encoder;
  }

  submit(encoder: GPUCommandEncoder): void {
    const { queue } = this.opened().info.device;
    queue.submit([encoder.finish()]);
    this.submits++;
    const leave = (): void => {
      this.#inFlight = this.#inFlight.filter((other) => other !== done);
    };
    // A device that was lost reports that itself.
    const done = queue.onSubmittedWorkDone().then(leave, leave);
    this.#inFlight.push(done);
  }

  /** Submits that the GPU has not finished. */
  get inFlight(): number {
    return this.#inFlight.length;
  }

  /** Waits until at most `count` submits are unfinished. */
  async drained(count = 0): Promise<void> {
    this.failures.check();
    while (this.#inFlight.length > count) await this.failures.guard(this.#inFlight[0]);
  }

  /** Copies ranges of buffers to the CPU through a staging buffer that is kept for the next time. */
  readBuffers(sources: readonly CopiedRange[]): Promise<ArrayBuffer[]> {
    this.failures.check();
    const { device } = this.opened().info;
    const encoder = device.createCommandEncoder();
    const copied = this.copyOut(encoder, sources);
    device.queue.submit([encoder.finish()]);
    return copied();
  }

  /** Encodes copies to a staging buffer; the function given back reads them once they are submitted. */
  copyOut(encoder: GPUCommandEncoder, sources: readonly CopiedRange[]): () => Promise<ArrayBuffer[]> {
    const total = Math.max(
      sources.reduce((sum, { bytes }) => sum + bytes, 0),
      4,
    );
    const staging = this.#takeStaging(this.opened().info.device, total);
    let end = 0;
    for (const { buffer, offset, bytes } of sources) {
      if (bytes > 0) encoder.copyBufferToBuffer(buffer, offset, staging, end, bytes);
      end += bytes;
    }
    return () => this.#map(staging, total, sources);
  }

  async #map(staging: GPUBuffer, total: number, sources: readonly CopiedRange[]): Promise<ArrayBuffer[]> {
    await this.failures.guard(staging.mapAsync(GPUMapMode.READ, 0, total));
    const mapped = staging.getMappedRange(0, total);
    let begin = 0;
    const copies = sources.map(({ bytes }) => {
      const copy = mapped.slice(begin, begin + bytes);
      begin += bytes;
      return copy;
    });
    staging.unmap();
    this.#staging.push(staging);
    return copies;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The host, once `ready()` has resolved. */
  opened(): ProgramHost {
    if (!this.#open) throw new Error('gradloom: internal error: the device is used before it is open.');
    return this.#open;
  }

  /** Where a computed or uploaded tensor is. */
  placeOf(tensor: Tensor): Place {
    const { info, pool } = this.opened();
    return tensorPlace(info.device, pool, tensor);
  }

  /** Saves the value of variables that somebody still wants to read, before it is overwritten. */
  #keepLiveReads(encoder: GPUCommandEncoder, program: Program): void {
    for (const variable of program.assigned.flatMap((whole) => [whole, ...whole.parts])) {
      const live = variable.takeLiveRead();
      if (live && !live.storage) this.snapshot(encoder, variable, live);
    }
  }

  /** Copies a variable's value into memory of its own for the leaf that stands for it. */
  snapshot(encoder: GPUCommandEncoder, variable: Variable, leaf: Tensor): void {
    const { info, pool } = this.opened();
    const storage = leaf.storage instanceof GpuStorage ? leaf.storage : new GpuStorage(variable.size);
    leaf.storage = storage;
    const source = arenaBuffer(info.device, variable.arena);
    const bytes = variable.size * BYTES_PER_ELEMENT;
    const { buffer, offset } = storage.allocate(pool);
    encoder.copyBufferToBuffer(source, variable.offset * BYTES_PER_ELEMENT, buffer, offset, bytes);
  }

  async #start(): Promise<ProgramHost> {
    const info = await openDevice(this.#options);
    this.failures.watch(info.device);
    const { device } = info;
    this.#open = {
      info,
      pool: new BufferPool(device),
      pipelines: new PipelineCache(device),
      scratch: new Scratch(device),
    };
    return this.#open;
  }

  #takeStaging(device: GPUDevice, bytes: number): GPUBuffer {
    const position = this.#staging.findIndex((buffer) => buffer.size >= bytes);
    if (position >= 0) return this.#staging.splice(position, 1)[0];
    const size = 2 ** Math.ceil(Math.log2(Math.max(bytes, 256)));
    return device.createBuffer({
      label: 'staging',
      size,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
  }
}

export const runtime = new Runtime();
