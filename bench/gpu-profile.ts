/** GPU time of one kernel over a profiled run. */
export interface KernelTime {
  /** The label that the engine gives its pipeline. */
  readonly kernel: string;
  readonly dispatches: number;
  readonly milliseconds: number;
}

/** Dispatches of one query set; what goes beyond is not timed. */
const CAPACITY = 2048;

let enabled = false;

/** From now on devices can measure time, where their adapter can. Call it before an engine opens its device. */
export function enableTimestamps(): void {
  if (!('GPUAdapter' in globalThis) || enabled) return;
  enabled = true;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = function (descriptor = {}) {
    const features = new Set(descriptor.requiredFeatures);
    if (this.features.has('timestamp-query')) features.add('timestamp-query');
    return requestDevice.call(this, { ...descriptor, requiredFeatures: [...features] });
  };
}

/**
 * GPU time of every kernel that is dispatched while `run` runs, the longest first; null where timestamps are
 * missing. Every dispatch gets a pass of its own, so the whole takes longer.
 */
export async function profileGpu(run: () => Promise<unknown>): Promise<KernelTime[] | null> {
  if (!('GPUDevice' in globalThis)) return null;
  let session: { readonly device: GPUDevice; readonly querySet: GPUQuerySet } | null = null;
  const kernels: string[] = [];
  const { createCommandEncoder } = GPUDevice.prototype;
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    if (!session && this.features.has('timestamp-query')) {
      session = { device: this, querySet: this.createQuerySet({ type: 'timestamp', count: 2 * CAPACITY }) };
    }
    return createCommandEncoder.call(this, descriptor);
  };
  const { beginComputePass } = GPUCommandEncoder.prototype;
  GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
    const querySet = session?.querySet;
    if (!querySet) return beginComputePass.call(this, descriptor);
    return splitPass((kernel) => {
      if (kernels.length === CAPACITY) return beginComputePass.call(this);
      const at = 2 * kernels.length;
      kernels.push(kernel);
      const timestampWrites = { querySet, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
      return beginComputePass.call(this, { timestampWrites });
    });
  };
  try {
    await run();
  } finally {
    GPUDevice.prototype.createCommandEncoder = createCommandEncoder;
    GPUCommandEncoder.prototype.beginComputePass = beginComputePass;
  }
  return session && summed(kernels, await readTimes(session, kernels.length));
}

/** What engines use of a pass; each dispatch becomes a pass. */
function splitPass(begin: (kernel: string) => GPUComputePassEncoder): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline;
  const groups = new Map<number, readonly unknown[]>();
  const alone = (dispatch: (pass: GPUComputePassEncoder) => void) => {
    const pass = begin(pipeline.label || 'without a label');
    pass.setPipeline(pipeline);
    for (const group of groups.values()) Reflect.apply(pass.setBindGroup, pass, group);
    dispatch(pass);
    pass.end();
  };
  const split = {
    setPipeline(next: GPUComputePipeline) {
      pipeline = next;
    },
    setBindGroup(index: number, ...rest: unknown[]) {
      groups.set(index, [index, ...rest]);
    },
    dispatchWorkgroups: (x: number, y?: number, z?: number) =>
      alone((pass) => pass.dispatchWorkgroups(x, y, z)),
    dispatchWorkgroupsIndirect: (buffer: GPUBuffer, offset: number) =>
      alone((pass) => pass.dispatchWorkgroupsIndirect(buffer, offset)),
    end() {},
  };
  return split as unknown as GPUComputePassEncoder;
}

/** Milliseconds between the two timestamps of each dispatch. */
async function readTimes(
  { device, querySet }: { readonly device: GPUDevice; readonly querySet: GPUQuerySet },
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  const size = 16 * count;
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC });
  const staging = device.createBuffer({ size, usage: COPY_DST | MAP_READ });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(querySet, 0, 2 * count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const nanoseconds = new BigUint64Array(staging.getMappedRange().slice(0));
  resolved.destroy();
  staging.destroy();
  querySet.destroy();
  return Array.from({ length: count }, (_, k) => Number(nanoseconds[2 * k + 1] - nanoseconds[2 * k]) / 1e6);
}

function summed(kernels: readonly string[], times: readonly number[]): KernelTime[] {
  const sums = new Map<string, { dispatches: number; milliseconds: number }>();
  for (const [k, kernel] of kernels.entries()) {
    const { dispatches, milliseconds } = sums.get(kernel) ?? { dispatches: 0, milliseconds: 0 };
    sums.set(kernel, { dispatches: dispatches + 1, milliseconds: milliseconds + times[k] });
  }
  return [...sums]
    .map(([kernel, sum]) => ({ kernel, ...sum }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
