/** How often each WebGPU function was called, and what was sent. */
export interface GpuCalls {
  createBuffer: number;
  createBindGroup: number;
  /** The asynchronous form counts too. */
  createComputePipeline: number;
  createShaderModule: number;
  writeBuffer: number;
  writeBufferBytes: number;
  mapAsync: number;
  submit: number;
  beginComputePass: number;
  dispatchWorkgroups: number;
  copyBufferToBuffer: number;
}

export const noGpuCalls = (): GpuCalls => ({
  createBuffer: 0,
  createBindGroup: 0,
  createComputePipeline: 0,
  createShaderModule: 0,
  writeBuffer: 0,
  writeBufferBytes: 0,
  mapAsync: 0,
  submit: 0,
  beginComputePass: 0,
  dispatchWorkgroups: 0,
  copyBufferToBuffer: 0,
});

type Method = (...values: unknown[]) => unknown;
type CallName = keyof GpuCalls;

function wrapped(): [owner: object, method: string, counter: CallName][] {
  return [
    [GPUDevice.prototype, 'createBuffer', 'createBuffer'],
    [GPUDevice.prototype, 'createBindGroup', 'createBindGroup'],
    [GPUDevice.prototype, 'createComputePipeline', 'createComputePipeline'],
    [GPUDevice.prototype, 'createComputePipelineAsync', 'createComputePipeline'],
    [GPUDevice.prototype, 'createShaderModule', 'createShaderModule'],
    [GPUQueue.prototype, 'writeBuffer', 'writeBuffer'],
    [GPUQueue.prototype, 'submit', 'submit'],
    [GPUBuffer.prototype, 'mapAsync', 'mapAsync'],
    [GPUCommandEncoder.prototype, 'beginComputePass', 'beginComputePass'],
    [GPUCommandEncoder.prototype, 'copyBufferToBuffer', 'copyBufferToBuffer'],
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroups', 'dispatchWorkgroups'],
    [GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', 'dispatchWorkgroups'],
  ];
}

/** Counts the WebGPU calls made by anybody until `run` has resolved. Calls must not be nested. */
export async function countGpuCalls(run: () => unknown): Promise<GpuCalls> {
  const calls = noGpuCalls();
  const restore = wrapped().map(([owner, method, counter]) => {
    const methods = owner as Record<string, Method>;
    const original = methods[method];
    methods[method] = function (this: unknown, ...values) {
      calls[counter]++;
      if (counter === 'writeBuffer') calls.writeBufferBytes += writtenBytes(values);
      return original.apply(this, values);
    };
    return () => {
      methods[method] = original;
    };
  });
  try {
    await run();
  } finally {
    for (const undo of restore) undo();
  }
  return calls;
}

/** Offset and size count elements for a typed array, bytes for anything else. */
function writtenBytes([, , data, offset = 0, size]: unknown[]): number {
  const source = data as ArrayBuffer | (ArrayBufferView & { BYTES_PER_ELEMENT?: number });
  const unit = ('BYTES_PER_ELEMENT' in source && source.BYTES_PER_ELEMENT) || 1;
  if (typeof size === 'number') return size * unit;
  return source.byteLength - Number(offset) * unit;
}
