import type { DeviceInfo } from './device.ts';
import type { TimerHost } from './kernel-timer.ts';
import { KernelTuner } from './kernel-tuner.ts';
import type { DeviceKernels } from './known-kernels.ts';
import { matmulFamily } from './matmul-family.ts';
import { rowsFamily } from './rows-family.ts';

export interface TunerHost extends TimerHost {
  /** Submits so far. */
  readonly submits: number;
  /** Of these, unfinished ones. */
  readonly inFlight: number;
}

/** Milliseconds without a submit after which nobody seems to need the GPU. */
const QUIET = 300;

/** Measures which kernels are fastest: now, or when the GPU has nothing else to do. */
export class Tuner {
  readonly #host: TunerHost;
  readonly #tuners: readonly { measureOne(): Promise<boolean> }[];
  #working: Promise<void> | null = null;
  /** Somebody waits. */
  #isUrgent = false;

  constructor(
    host: TunerHost,
    device: Pick<DeviceInfo, 'software' | 'hasSubgroups'>,
    kernels: DeviceKernels,
  ) {
    this.#host = host;
    this.#tuners = [
      new KernelTuner(host, kernels.matmul, matmulFamily(device.software)),
      new KernelTuner(host, kernels.rows, rowsFamily(device)),
    ];
  }

  /** Measures whatever is wanted, at once. */
  async measure(): Promise<void> {
    this.#isUrgent = true;
    await this.#working;
    this.#isUrgent = false;
    while (await this.#measureOne());
  }

  /**
   * The same whenever nobody uses the GPU. A failure ends it for good: then rules go on to choose.
   *
   * @param onMeasured awaited after each problem
   */
  measureWhenQuiet(onMeasured: () => Promise<unknown>): Promise<void> {
    this.#working ??= this.#measureWhenQuiet(onMeasured).then(
      () => {
        this.#working = null;
      },
      () => {},
    );
    return this.#working;
  }

  async #measureWhenQuiet(onMeasured: () => Promise<unknown>): Promise<void> {
    for (;;) {
      await this.#quiet();
      if (!(await this.#measureOne())) return;
      await onMeasured();
    }
  }

  async #measureOne(): Promise<boolean> {
    for (const tuner of this.#tuners) if (await tuner.measureOne()) return true;
    return false;
  }

  async #quiet(): Promise<void> {
    for (let before = -1; before !== this.#host.submits || this.#host.inFlight > 0; ) {
      if (this.#isUrgent) return;
      before = this.#host.submits;
      await new Promise((resolve) => setTimeout(resolve, QUIET));
    }
  }
}
