import type { DeviceInfo } from './device.ts';
import { MatmulChoices } from './matmul-choices.ts';
import { Tuner, type TunerHost } from './tuner.ts';
import { adoptTable, keepTable, keptTable, type TuningTable, tableOf } from './tuning-table.ts';

/**
 * How kernels are chosen where several compute the same. 'background': the fastest of those that have been
 * measured on this adapter, which goes on by itself while the GPU has nothing to do. 'off': by rules. A table:
 * as it says, and by rules what it does not mention.
 */
export type TuningSetting = 'background' | 'off' | TuningTable;

/** The choices for a device, and how they come about. */
export class Tuning {
  readonly choices = new MatmulChoices();
  readonly #info: DeviceInfo;
  readonly #setting: TuningSetting;
  readonly #tuner: Tuner;

  /** @param setting Default: 'background' on GPUs; on CPUs, where measuring takes cores from training, 'off' */
  constructor(host: TunerHost, info: DeviceInfo, setting?: TuningSetting) {
    this.#info = info;
    this.#setting = setting ?? (info.software ? 'off' : 'background');
    this.#tuner = new Tuner(host, info.software, this.choices);
  }

  /**
   * Resolves when `choices` are as far as they can be without measuring.
   *
   * @throws ArgumentError when a table does not fit
   */
  async prepare(): Promise<void> {
    if (this.#setting === 'background') await this.#remember();
    else if (this.#setting !== 'off') adoptTable('init', this.choices, this.#setting);
  }

  /** A program was compiled that will run often. */
  onRepeated(): void {
    if (this.#setting === 'background' && this.choices.wanted.size > 0)
      void this.#tuner.measureWhenQuiet(() => this.#keep());
  }

  /** Measures what programs had so far. */
  async measure(): Promise<TuningTable> {
    if (this.#setting === 'off') await this.#remember();
    await this.#tuner.measure();
    return this.#keep();
  }

  /** Ends what goes on in the background. */
  async stop(): Promise<void> {
    this.choices.wanted.clear();
    await this.#tuner.measure();
  }

  async #remember(): Promise<void> {
    const table = await keptTable(this.#info);
    try {
      if (table) adoptTable('gradloom', this.choices, table);
    } catch {
      // What is damaged is measured again.
    }
  }

  async #keep(): Promise<TuningTable> {
    const table = tableOf(this.#info, this.choices);
    await keepTable(this.#info, table);
    return table;
  }
}
