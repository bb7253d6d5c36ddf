import { requireKnownOptions } from './core/messages.ts';
import type { DeviceOptions } from './gpu/device.ts';
import { runtime } from './gpu/runtime.ts';
import type { TuningSetting } from './gpu/tuning.ts';
import { setSeed } from './ops/random.ts';

export interface InitOptions extends DeviceOptions {
  /** Makes everything random from here on reproducible. */
  readonly seed?: number;
  /**
   * How kernels are chosen where several compute the same: the fastest of those that have been measured on this
   * adapter, 'background', which goes on by itself while the GPU has nothing to do; by rules, 'off'; or as a table
   * from `gl.tune()` says. Default: 'background' on GPUs; on CPUs, where measuring takes cores from training, 'off'.
   */
  readonly tuning?: TuningSetting;
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
 * @throws ArgumentError when a tuning table does not fit
 * @throws NoWebGPUError when there is no WebGPU or no adapter, with what to do about it
 */
export async function init(options: InitOptions = {}): Promise<AdapterDescription> {
  requireKnownOptions('init', options, ['seed', 'tuning', 'device', 'powerPreference']);
  const { seed, tuning, ...device } = options;
  if (seed !== undefined) setSeed(seed);
  if (device.device || device.powerPreference || runtime.failures.isLost) runtime.configure(device);
  if (tuning !== undefined) await runtime.setTuning(tuning);
  const { description, software } = await runtime.ready();
  return { adapter: description, software };
}
