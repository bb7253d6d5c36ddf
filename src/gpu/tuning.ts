import type { DeviceInfo } from './device.ts';
import { MatmulChoices } from './matmul-choices.ts';
import type { Tuner, TunerHost } from './tuner.ts';
import type { TuningTable } from './tuning-table.ts';

/**
 * How kernels are chosen where several compute the same. 'background': the fastest of those that have been
 * measured on this adapter, which goes on by itself while the GPU has nothing to do. 'off': by rules. A table:
 * as it says, and by rules what it does not mention.
 */
export type TuningSetting = 'background' | 'off' | TuningTable;

/** The choices for a device, and how they come about. */
export class Tuning {
  readonly choices = new MatmulChoices();
  readonly #host: TunerHost;
  readonly #info: DeviceInfo;
  readonly #setting: TuningSetting;
  #tuner: Promise<Tuner> | null = null;

  /** @param setting Default: 'background' on GPUs; on CPUs, where measuring takes cores from training, 'off' */
  constructor(host: TunerHost, info: DeviceInfo, setting?: TuningSetting) {
    this.#host = host;
    this.#info = info;
    this.#setting = setting ?? (info.software ? 'off' : 'background');
  }

  /**
   * Resolves when `choices` are as far as they can be without measuring.
   *
   * @throws ArgumentError when a table does not fit
   */
  async prepare(): Promise<void> {
    if (this.#setting === 'off') return;
    if (this.#setting !== 'background') return (await this.#load()).adopt('init', this.#setting);
    // What is only faster must not keep anybody from training: without its chunk or what it kept, rules choose.
    await this.#load().then((tuner) => tuner.remember(), ignore);
  }

  /** A program was compiled that will run often. */
  onRepeated(): void {
    if (this.#setting === 'background' && this.choices.wanted.size > 0)
      this.#load().then((tuner) => tuner.measureWhenQuiet(), ignore);
  }

  /** Measures what programs had so far. */
  async measure(): Promise<TuningTable> {
    const tuner = await this.#load();
    if (this.#setting === 'off') await tuner.remember();
    return tuner.measure();
  }

  /** Ends what goes on in the background. */
  async stop(): Promise<void> {
    await this.#tuner?.then((tuner) => tuner.stop(), ignore);
  }

  #load(): Promise<Tuner> {
    this.#tuner ??= import('./tuner.ts').then(({ Tuner }) => new Tuner(this.#host, this.#info, this.choices));
    return this.#tuner;
  }
}

const ignore = (): void => {};
