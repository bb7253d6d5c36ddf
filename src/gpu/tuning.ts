import type { DeviceInfo } from './device.ts';
import { DeviceKernels, TUNING_DATABASE } from './known-kernels.ts';
import type { Tuner, TunerHost } from './tuner.ts';
import type { TuningTable } from './tuning-table.ts';

/**
 * How kernels are chosen where several compute the same. 'background': the fastest of those that have been
 * measured on this adapter, which goes on by itself while the GPU has nothing to do. 'off': by rules. A table:
 * as it says, and by rules what it does not mention.
 */
export type TuningSetting = 'background' | 'off' | TuningTable;

/** What is known of a device's kernels, and how that comes about. */
export class Tuning {
  readonly kernels = new DeviceKernels();
  readonly #host: TunerHost;
  readonly #info: DeviceInfo;
  readonly #setting: TuningSetting;
  #tuner: Tuner | null = null;

  /** @param setting Default: 'background' on GPUs; on CPUs, where measuring takes cores from training, 'off' */
  constructor(host: TunerHost, info: DeviceInfo, setting?: TuningSetting) {
    this.#host = host;
    this.#info = info;
    this.#setting = setting ?? (info.software ? 'off' : 'background');
  }

  /**
   * Resolves when `kernels` are as far as they can be without measuring.
   *
   * @throws ArgumentError when a table does not fit
   */
  async prepare(): Promise<void> {
    if (this.#setting === 'off') return;
    if (this.#setting !== 'background')
      return (await later()).adoptTable('init', this.kernels, this.#setting, this.#info);
    // A first visit does not wait for the chunk; later ones have it.
    if (await wasKept()) await this.#remember().catch(ignore);
  }

  /** A program was compiled that will run often. */
  onRepeated(): void {
    if (this.#setting === 'background' && this.kernels.isWanting) this.#measureWhenQuiet().catch(ignore);
  }

  /** Measures what programs had so far. */
  async measure(): Promise<TuningTable> {
    if (this.#setting === 'off') await this.#remember();
    await (await this.#ready()).measure();
    return this.#keep();
  }

  /** Ends what goes on in the background. */
  async stop(): Promise<void> {
    this.kernels.forgetWanted();
    await this.#tuner?.measure();
  }

  async #measureWhenQuiet(): Promise<void> {
    await (await this.#ready()).measureWhenQuiet(() => this.#keep());
  }

  async #ready(): Promise<Tuner> {
    const { Tuner } = await later();
    this.#tuner ??= new Tuner(this.#host, this.#info, this.kernels);
    return this.#tuner;
  }

  async #remember(): Promise<void> {
    await (await later()).remember(this.kernels, this.#info);
  }

  async #keep(): Promise<TuningTable> {
    return (await later()).keep(this.kernels, this.#info);
  }
}

const later = () => import('./later.ts');

/** What is only faster must not keep anybody from training: where it fails, rules go on to choose. */
const ignore = (): void => {};

async function wasKept(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === TUNING_DATABASE);
  } catch {
    return false;
  }
}
