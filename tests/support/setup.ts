import { afterAll, afterEach, beforeAll } from 'vitest';

interface GpuWatch {
  readonly devices: Set<GPUDevice>;
  readonly errors: string[];
}

declare global {
  var gradloomGpuWatch: GpuWatch | undefined;
}

// This file runs again for every test file of the same page, but the device lives as long as the page.
globalThis.gradloomGpuWatch ??= watchDevices();
const { devices, errors } = globalThis.gradloomGpuWatch;

/** WebGPU reports errors that nobody asked for as events, which would leave a test green. */
function watchDevices(): GpuWatch {
  const watch: GpuWatch = { devices: new Set(), errors: [] };
  if (!('GPUAdapter' in globalThis)) return watch;
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    watch.devices.add(device);
    device.addEventListener('uncapturederror', (event) => {
      watch.errors.push(`Uncaptured WebGPU ${event.error.constructor.name}: ${event.error.message}`);
    });
    device.lost.then(({ reason, message }) => {
      watch.devices.delete(device);
      if (reason !== 'destroyed') watch.errors.push(`The GPU device was lost: ${message}`);
    });
    return device;
  };
  return watch;
}

async function failOnGpuErrors() {
  // Error scopes answer in order, so all that went before has reported by then.
  for (const device of devices) {
    device.pushErrorScope('validation');
    await device.popErrorScope().catch(() => null);
  }
  if (errors.length > 0) throw new Error(errors.splice(0).join('\n'));
}

beforeAll(async () => {
  if (!(await navigator.gpu?.requestAdapter())) {
    throw new Error('This browser has no WebGPU adapter, and the tests need one (see tools/browser.mjs).');
  }
});
afterEach(failOnGpuErrors);
afterAll(failOnGpuErrors);
