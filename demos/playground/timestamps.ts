/** Dispatches that can be timed in one go. */
const CAPACITY = 1024;

/** True where the GPU can tell when a pass began and ended. */
export const canTime = (device: GPUDevice): boolean => device.features.has('timestamp-query');

/**
 * Milliseconds on the GPU of every dispatch of `work`, which must wait until its results are there.
 * For the time of this call every dispatch gets a compute pass of its own: that is the smallest thing
 * that WebGPU can time. Browsers may round the times.
 */
export async function timeDispatches(device: GPUDevice, work: () => Promise<unknown>): Promise<number[]> {
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 * CAPACITY });
  const encoders = GPUCommandEncoder.prototype;
  const begin = encoders.beginComputePass;
  let count = 0;
  encoders.beginComputePass = function (descriptor) {
    return onePassPerDispatch(() => {
      const k = 2 * count++;
      if (count > CAPACITY) return begin.call(this, descriptor);
      const timestampWrites = { querySet, beginningOfPassWriteIndex: k, endOfPassWriteIndex: k + 1 };
      return begin.call(this, { ...descriptor, timestampWrites });
    });
  };
  try {
    await work().finally(() => {
      encoders.beginComputePass = begin;
    });
    return await readTimes(device, querySet, Math.min(count, CAPACITY));
  } finally {
    querySet.destroy();
  }
}

function onePassPerDispatch(begin: () => GPUComputePassEncoder): GPUComputePassEncoder {
  let pipeline: GPUComputePipeline | null = null;
  const groups = new Map<number, readonly [GPUBindGroup | null, readonly number[]]>();
  const pass: Pick<GPUComputePassEncoder, 'setPipeline' | 'setBindGroup' | 'dispatchWorkgroups' | 'end'> = {
    setPipeline: (next) => {
      pipeline = next;
    },
    setBindGroup: (index: number, group: GPUBindGroup | null | undefined, offsets: Iterable<number> = []) => {
      groups.set(index, [group ?? null, [...offsets]]);
    },
    dispatchWorkgroups: (x, y, z) => {
      const own = begin();
      if (pipeline) own.setPipeline(pipeline);
      for (const [index, [group, offsets]] of groups) own.setBindGroup(index, group, offsets);
      own.dispatchWorkgroups(x, y, z);
      own.end();
    },
    end: () => {},
  };
  return pass as GPUComputePassEncoder;
}

async function readTimes(device: GPUDevice, querySet: GPUQuerySet, count: number): Promise<number[]> {
  if (count === 0) return [];
  const size = 16 * count;
  const resolved = device.createBuffer({
    size,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const readable = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(querySet, 0, 2 * count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, readable, 0, size);
  device.queue.submit([encoder.finish()]);
  await readable.mapAsync(GPUMapMode.READ);
  const stamps = new BigUint64Array(readable.getMappedRange().slice(0));
  for (const buffer of [resolved, readable]) buffer.destroy();
  return Array.from({ length: count }, (_, k) => Number(stamps[2 * k + 1] - stamps[2 * k]) / 1e6);
}
