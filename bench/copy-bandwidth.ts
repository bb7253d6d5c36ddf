const BYTES = 2 ** 26;
const COPIES = 8;
const ROUNDS = 5;

/**
 * Bytes a second that the default adapter reads and writes when it copies 64 MiB from buffer to buffer: what
 * the bandwidth of kernels is held against. The best of five rounds; null where there is no WebGPU.
 */
export async function measureCopyBandwidth(): Promise<number | null> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const device = await adapter.requestDevice();
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const [from, to] = [COPY_SRC | COPY_DST, COPY_DST].map((usage) =>
    device.createBuffer({ size: BYTES, usage }),
  );
  let best = Number.POSITIVE_INFINITY;
  // The first round is not counted: memory is only there once it has been written to.
  for (let round = 0; round <= ROUNDS; round++) {
    const encoder = device.createCommandEncoder();
    for (let k = 0; k < COPIES; k++) encoder.copyBufferToBuffer(from, 0, to, 0, BYTES);
    const start = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    if (round > 0) best = Math.min(best, performance.now() - start);
  }
  device.destroy();
  return (2 * BYTES * COPIES * 1000) / best;
}
