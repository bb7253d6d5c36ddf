import { expect, test } from 'vitest';
import { countGpuCalls } from '../support/gpu-calls.ts';

const code = `
@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) { values[id.x] *= 2.0; }`;

async function double(device: GPUDevice, input: Float32Array<ArrayBuffer>): Promise<Float32Array> {
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const size = input.byteLength;
  const buffer = device.createBuffer({ size, usage: STORAGE | COPY_DST | COPY_SRC });
  const staging = device.createBuffer({ size, usage: MAP_READ | COPY_DST });
  const bindings = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  device.queue.writeBuffer(buffer, 0, input);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindings);
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  return new Float32Array(staging.getMappedRange());
}

test('counts every call and byte of one kernel, and leaves the prototypes as they were', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const before = GPUDevice.prototype.createBuffer;
  let result = new Float32Array();
  const calls = await countGpuCalls(async () => {
    result = new Float32Array(await double(device, Float32Array.of(1, 2, 3, 4)));
  });
  expect([...result]).toEqual([2, 4, 6, 8]);
  expect(calls).toEqual({
    createBuffer: 2,
    createBindGroup: 1,
    createComputePipeline: 1,
    createShaderModule: 1,
    writeBuffer: 1,
    writeBufferBytes: 16,
    mapAsync: 1,
    submit: 1,
    beginComputePass: 1,
    dispatchWorkgroups: 1,
    copyBufferToBuffer: 1,
  });
  expect(GPUDevice.prototype.createBuffer).toBe(before);
  device.destroy();
});

test('part of a typed array counts in elements, part of a buffer in bytes', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const buffer = device.createBuffer({ size: 64, usage: GPUBufferUsage.COPY_DST });
  const { writeBuffer, writeBufferBytes } = await countGpuCalls(() => {
    device.queue.writeBuffer(buffer, 0, new Float32Array(8), 2, 3);
    device.queue.writeBuffer(buffer, 0, new Float32Array(8), 2);
    device.queue.writeBuffer(buffer, 0, new ArrayBuffer(32), 4, 8);
  });
  expect(writeBuffer).toBe(3);
  expect(writeBufferBytes).toBe(12 + 24 + 8);
  device.destroy();
});
