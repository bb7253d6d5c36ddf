import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDevice } from '../../src/gpu/device.ts';
import * as gl from '../../src/index.ts';

const x = [[1], [2], [3], [4]];
const y = [2, 4, 6, 8];

function regression(): gl.Sequential {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

async function someDevice(): Promise<GPUDevice> {
  const device = await (await navigator.gpu.requestAdapter())?.requestDevice();
  if (!device) throw new Error('no device');
  return device;
}

/** What WebGPU reported on purpose must not fail the test (tests/support/setup.ts). */
const reported = (): string[] => globalThis.gradloomGpuWatch?.errors.splice(0) ?? [];

afterEach(async () => {
  vi.restoreAllMocks();
  // Other tests of this page want one with all features.
  await gl.init({ device: (await openDevice({})).device });
});

describe('no device', () => {
  test('without an adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    const opening = openDevice({});
    await expect(opening).rejects.toBeInstanceOf(gl.errors.NoWebGPUError);
    await expect(opening).rejects.toThrow(
      'gradloom: WebGPU is there but found no GPU adapter. Look at chrome://gpu',
    );
  });

  test('when the adapter refuses', async () => {
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockRejectedValue(new Error('out of devices'));
    await expect(openDevice({})).rejects.toThrow(
      'gradloom: the adapter refused a device (out of devices). Reload the page',
    );
  });

  test('reaches whoever trains, and the next try may succeed', async () => {
    const adapter = vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(gl.init({ powerPreference: 'low-power' })).rejects.toBeInstanceOf(gl.errors.NoWebGPUError);
    const model = regression();
    await expect(model.fit(x, y)).rejects.toThrow('found no GPU adapter');
    await expect(gl.tensor([1]).add(1).data()).rejects.toThrow('found no GPU adapter');
    adapter.mockRestore();
    expect((await model.fit(x, y)).history.loss).toHaveLength(1);
  });
});

describe('sizes beyond the limits of the device', () => {
  test('of weights are refused by name', async () => {
    const device = await someDevice();
    await gl.init({ device });
    const limit = device.limits.maxStorageBufferBindingSize;
    const layer = gl.layers.dense({ units: limit / 16 + 1, kernelInitializer: 'zeros', inputShape: [4] });
    const predicting = gl.sequential([layer]).predict([[1, 2, 3, 4]]);
    await expect(predicting).rejects.toBeInstanceOf(gl.errors.DeviceLimitError);
    await expect(predicting).rejects.toThrow(
      new RegExp(
        `the variables of 'weights' needs a buffer of \\d+ bytes, and this device binds at most ${limit}`,
      ),
    );
  });

  test('of activations come with a batch size that fits', async () => {
    await gl.init({ device: await someDevice() });
    const zeros = { useBias: false, kernelInitializer: 'zeros' } as const;
    const model = gl.sequential([
      gl.layers.dense({ units: 2 ** 14, activation: 'relu', inputShape: [64], ...zeros }),
      gl.layers.dense({ units: 1, ...zeros }),
    ]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const rows = 4096;
    const x = { data: new Float32Array(64 * rows), shape: [rows, 64] };
    const fit = model.fit(x, new Float32Array(rows), { batchSize: rows, shuffle: false });
    await expect(fit).rejects.toBeInstanceOf(gl.errors.OutOfMemoryError);
    await expect(fit).rejects.toThrow(/with batch size 4096 .* A batch size of \d+ would fit\./);
  });
});

describe('a device that is lost', () => {
  test('fails the fit that runs, and everything after it, until init', async () => {
    const device = await someDevice();
    await gl.init({ device });
    const model = regression();
    const onEpochEnd = (epoch: number): void => {
      if (epoch === 1) device.destroy();
    };
    const fit = model.fit(x, y, { epochs: 5, callbacks: [{ onEpochEnd }] });
    await expect(fit).rejects.toBeInstanceOf(gl.errors.DeviceLostError);
    await expect(fit).rejects.toThrow('gradloom: the GPU device was lost (destroyed');
    await expect(model.fit(x, y)).rejects.toBeInstanceOf(gl.errors.DeviceLostError);
    await expect(model.predict(x)).rejects.toBeInstanceOf(gl.errors.DeviceLostError);
    await expect(gl.tensor([1, 2]).sum().data()).rejects.toBeInstanceOf(gl.errors.DeviceLostError);

    await gl.init();
    expect(await gl.tensor([1, 2]).sum().data()).toEqual(new Float32Array([3]));
    expect((await regression().fit(x, y)).history.loss).toHaveLength(1);
    await expect(model.fit(x, y)).rejects.toThrow('Build the model again after gl.init().');
    reported();
  });

  test('leaves tensors with data and jitted functions usable after init', async () => {
    const device = await someDevice();
    await gl.init({ device });
    const data = gl.tensor([1, 2, 3]);
    const double = gl.jit((t: gl.Tensor) => t.mul(2));
    expect(await double(data).array()).toEqual([2, 4, 6]);
    const computed = data.add(1);
    expect(await computed.array()).toEqual([2, 3, 4]);
    device.destroy();
    await device.lost;
    await gl.init();
    expect(await double(data).array()).toEqual([2, 4, 6]);
    await expect(computed.array()).rejects.toThrow('a tensor of shape [3] lives on a GPU device');
  });
});

test('an error that WebGPU reports to nobody fails the fit that runs', async () => {
  const device = await someDevice();
  await gl.init({ device });
  const onEpochEnd = (epoch: number): void => {
    // Nothing can be copied into a buffer that was not made for it.
    if (epoch === 0)
      device.queue.writeBuffer(
        device.createBuffer({ size: 4, usage: GPUBufferUsage.STORAGE }),
        0,
        new Uint8Array(4),
      );
  };
  const model = regression();
  const fit = model.fit(x, y, { epochs: 200, callbacks: [{ onEpochEnd }] });
  await expect(fit).rejects.toBeInstanceOf(gl.errors.GpuError);
  await expect(fit).rejects.toThrow('gradloom: the GPU reported:');
  expect(reported()).toHaveLength(1);
  expect((await model.fit(x, y)).history.loss).toHaveLength(1);
});
