import { DeviceLostError, GpuError, NoWebGPUError, OutOfMemoryError } from '../core/errors.ts';

export interface DeviceOptions {
  /** A device that the page already has. Default: one of our own, with the adapter's limits. */
  readonly device?: GPUDevice;
  /** Which GPU of several. Default 'high-performance'. */
  readonly powerPreference?: GPUPowerPreference;
}

/** The device and what the planner wants to know about it. */
export interface DeviceInfo {
  readonly device: GPUDevice;
  /** Vendor and architecture, for people. */
  readonly description: string;
  /** The adapter is a CPU (SwiftShader, WARP, llvmpipe). */
  readonly software: boolean;
  /** Kernels may compute with numbers of 16 bits: the feature shader-f16. */
  readonly hasHalfPrecision: boolean;
  /** The invocations of a subgroup may exchange values: the feature subgroups. */
  readonly hasSubgroups: boolean;
  readonly limits: GPUSupportedLimits;
}

const HALF_PRECISION = 'shader-f16';
const SUBGROUPS = 'subgroups';

/** Asks for an adapter and a device; every way in which that can fail has its own message. */
export async function openDevice({
  device,
  powerPreference = 'high-performance',
}: DeviceOptions): Promise<DeviceInfo> {
  if (device) return describe(device, device.adapterInfo);
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) {
    const insecure = globalThis.isSecureContext === false;
    throw new NoWebGPUError(
      insecure
        ? 'gradloom: this page is not a secure context, so the browser hides WebGPU. Serve it from https:// or http://localhost.'
        : 'gradloom: this browser has no WebGPU (navigator.gpu is missing). ' +
            'Use Chrome or Edge 113+, Safari 26+ or Firefox 141+ on Windows; on Linux start Chrome with --enable-unsafe-webgpu.',
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference });
  if (!adapter) {
    throw new NoWebGPUError(
      'gradloom: WebGPU is there but found no GPU adapter. Look at chrome://gpu: update the graphics driver, ' +
        'turn hardware acceleration on, or allow the software adapter with --enable-unsafe-webgpu --use-webgpu-adapter=swiftshader.',
    );
  }
  const { maxBufferSize, maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } = adapter.limits;
  try {
    const opened = await adapter.requestDevice({
      label: 'gradloom',
      requiredFeatures: ([HALF_PRECISION, SUBGROUPS] as const).filter((name) => adapter.features.has(name)),
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage },
    });
    return describe(opened, adapter.info);
  } catch (error) {
    throw new NoWebGPUError(
      `gradloom: the adapter refused a device (${(error as Error).message}). Reload the page, or restart the browser.`,
    );
  }
}

function describe(device: GPUDevice, info: GPUAdapterInfo): DeviceInfo {
  const words = [info.vendor, info.architecture, info.device, info.description].filter(Boolean);
  const description = [...new Set(words)].join(' ') || 'unknown adapter';
  const software =
    info.isFallbackAdapter || /swiftshader|llvmpipe|warp|basic render|software/i.test(description);
  const { features, limits } = device;
  return {
    device,
    description,
    software,
    hasHalfPrecision: features.has(HALF_PRECISION),
    hasSubgroups: features.has(SUBGROUPS),
    limits,
  };
}

/**
 * Errors that WebGPU reports outside of any call: uncaptured errors and the loss of the device.
 * Whoever waits for the GPU waits through `guard`, so that these reach their promise.
 */
export class FailureChannel {
  #device: GPUDevice | null = null;
  #lost: DeviceLostError | null = null;
  #pending: Error | null = null;
  readonly #listeners = new Set<(error: Error) => void>();

  /** Follows this device from now on, and no other. */
  watch(device: GPUDevice): void {
    this.#device = device;
    this.#lost = null;
    this.#pending = null;
    device.addEventListener('uncapturederror', (event) => {
      if (this.#device !== device) return;
      event.preventDefault();
      const isMemory = event.error.constructor.name === 'GPUOutOfMemoryError';
      const kind = isMemory ? OutOfMemoryError : GpuError;
      this.report(new kind(`gradloom: the GPU reported: ${event.error.message}`));
    });
    void device.lost.then(({ reason, message }) => {
      if (this.#device !== device) return;
      this.#lost = new DeviceLostError(
        `gradloom: the GPU device was lost (${reason}${message ? `: ${message}` : ''}). ` +
          'Values that lived on it are gone. Call gl.init() and build the model again, or reload the page.',
      );
      this.report(this.#lost);
    });
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** Fails everybody who waits now, or else the next who does. */
  report(error: Error): void {
    if (this.#listeners.size === 0) this.#pending ??= error;
    for (const listener of this.#listeners) listener(error);
  }

  /** Throws what has been reported and nobody has been told yet. */
  check(): void {
    if (this.#lost) throw this.#lost;
    const error = this.#pending;
    this.#pending = null;
    if (error) throw error;
  }

  async guard<T>(promise: Promise<T>): Promise<T> {
    this.check();
    let listener: (error: Error) => void = () => {};
    const failed = new Promise<never>((_, reject) => {
      listener = reject;
      this.#listeners.add(reject);
    });
    try {
      const value = await Promise.race([promise, failed]);
      this.check();
      return value;
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
