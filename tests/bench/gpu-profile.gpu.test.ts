import { expect, test } from 'vitest';
import { enableTimestamps, profileGpu } from '../../bench/gpu-profile.ts';

const code = `
@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@compute @workgroup_size(64) fn double(@builtin(global_invocation_id) id: vec3u) { values[id.x] *= 2.0; }
@compute @workgroup_size(64) fn increment(@builtin(global_invocation_id) id: vec3u) { values[id.x] += 1.0; }`;

const SIZE = 4096;

async function prepared() {
  enableTimestamps();
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const module = device.createShaderModule({ code });
  const layout = device.createBindGroupLayout({
    entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } }],
  });
  const [double, increment] = ['double', 'increment'].map((entryPoint) =>
    device.createComputePipeline({
      label: entryPoint,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint },
    }),
  );
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: 4 * SIZE, usage: STORAGE | COPY_SRC });
  const staging = device.createBuffer({ size: 4 * SIZE, usage: COPY_DST | MAP_READ });
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] });
  /** (0 + 1) * 2 + 1, the group bound once for all three. */
  const run = async () => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, group);
    for (const pipeline of [increment, double, increment]) {
      pass.setPipeline(pipeline);
      pass.dispatchWorkgroups(SIZE / 64);
    }
    pass.end();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, 4 * SIZE);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const values = new Float32Array(staging.getMappedRange().slice(0));
    staging.unmap();
    return values;
  };
  return { device, run };
}

test('every dispatch is timed under its label, and computes what it did', async () => {
  const { device, run } = await prepared();
  const before = [GPUDevice.prototype.createCommandEncoder, GPUCommandEncoder.prototype.beginComputePass];
  let values = new Float32Array();
  const kernels = await profileGpu(async () => {
    values = await run();
  });
  expect(values.every((value) => value === 3)).toBe(true);
  const dispatches = Object.fromEntries(kernels?.map((one) => [one.kernel, one.dispatches]) ?? []);
  expect(dispatches).toEqual({ increment: 2, double: 1 });
  for (const { milliseconds } of kernels ?? []) expect(milliseconds).toBeGreaterThanOrEqual(0);
  expect([GPUDevice.prototype.createCommandEncoder, GPUCommandEncoder.prototype.beginComputePass]).toEqual(
    before,
  );
  device.destroy();
});

test('a run without WebGPU has no kernels', async () => {
  expect(await profileGpu(async () => {})).toBeNull();
});
