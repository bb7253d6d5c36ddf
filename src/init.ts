import type { DeviceOptions } from './gpu/device.ts';
import { runtime } from './gpu/runtime.ts';
import { setSeed } from './ops/random.ts';

export interface InitOptions extends DeviceOptions {
  /** Makes everything random from here on reproducible. */
  readonly seed?: number;
}

/** What `init` resolves to. */
export interface AdapterDescription {
  /** Vendor and architecture of the adapter. */
  readonly adapter: string;
  /** True when a CPU pretends to be a GPU. */
  readonly software: boolean;
}

/**
 * Chooses the device and the seed. Optional: without it the first computation opens the
 * default device. After the device was lost it opens a new one; models and variables of the
 * device before must then be made again.
 *
 * @throws NoWebGPUError when there is no WebGPU or no adapter, with what to do about it
 */
export async function init({ seed, ...device }: InitOptions = {}): Promise<AdapterDescription> {
  if (seed !== undefined) setSeed(seed);
  if (device.device || device.powerPreference || runtime.failures.isLost) runtime.configure(device);
  const { description, software } = await runtime.ready();
  return { adapter: description, software };
}
