import type { DeviceInfo } from './device.ts';
import { DeviceKernels } from './known-kernels.ts';
import type { Tuner, TunerHost } from './tuner.ts';
import { adoptTable, keepTable, keptTable, type TuningTable, tableOf } from './tuning-table.ts';

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
  /** A chunk of its own, which is loaded when something is to be measured. */
  #tuner: Promise<Tuner> | null = null;

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
    if (this.#setting === 'background') await this.#remember();
    else if (this.#setting !== 'off') this.#adopt('init', this.#setting);
  }

  /** A program was compiled that will run often. */
  onRepeated(): void {
    if (this.#setting !== 'background' || !this.kernels.isWanting) return;
    // What is only faster must not keep anybody from training: without the chunk, rules choose.
    this.#load().then((tuner) => tuner.measureWhenQuiet(() => this.#keep()), ignore);
  }

  /** Measures what programs had so far. */
  async measure(): Promise<TuningTable> {
    if (this.#setting === 'off') await this.#remember();
    if (this.kernels.isWanting) await (await this.#load()).measure();
    return this.#keep();
  }

  /** Ends what goes on in the background. */
  async stop(): Promise<void> {
    this.kernels.forgetWanted();
    await this.#tuner?.then((tuner) => tuner.measure(), ignore);
  }

  async #remember(): Promise<void> {
    const table = await keptTable(this.#info);
    try {
      if (table) this.#adopt('gradloom', table);
    } catch {
      // What is damaged is measured again.
    }
  }

  #adopt(call: string, table: TuningTable): void {
    adoptTable(call, this.kernels, table, this.#info);
  }

  async #keep(): Promise<TuningTable> {
    const table = tableOf(this.#info, this.kernels);
    await keepTable(this.#info, table);
    return table;
  }

  #load(): Promise<Tuner> {
    this.#tuner ??= import('./tuner.ts').then(({ Tuner }) => new Tuner(this.#host, this.#info, this.kernels));
    this.#tuner.catch(() => {
      this.#tuner = null;
    });
    return this.#tuner;
  }
}

const ignore = (): void => {};
