import type { KernelTime } from './gpu-profile.ts';
import type { Amount } from './workloads/workload.ts';

/** What was measured of one engine with one workload. */
export interface Measurement {
  /** A name of engines/. */
  readonly engine: string;
  /** As the tables show it, with the version. */
  readonly title: string;
  /** Milliseconds a step in each round. */
  readonly blocks: readonly number[];
  readonly stepsPerBlock: number;
  /** What engines must agree in: losses, or elements of a result. */
  readonly check: readonly number[];
  /** Milliseconds from the beginning of the page to the first step's result. */
  readonly firstStep: number;
  /** Calls of WebGPU and bytes written; null where there is no WebGPU. */
  readonly callsPerStep: Readonly<Record<string, number>> | null;
  /** Of WebGPU buffers that are held. */
  readonly gpuBytes: number;
  /** GPU time of each kernel and its dispatches, per step, the longest first; undefined without timestamps. */
  readonly kernels?: readonly KernelTime[];
}

export interface WorkloadResult {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly amount: Amount;
  /** The first is what the others are compared with. */
  readonly measurements: readonly Measurement[];
  readonly skipped: { readonly engine: string; readonly reason: string }[];
}

export interface Timing {
  /** Of a step: the median of the rounds. */
  readonly milliseconds: number;
  readonly quartiles: readonly [number, number];
  /** Examples, floating-point operations or bytes a second. */
  readonly perSecond: number;
  /**
   * How many times as long as the first engine: the median of the rounds' ratios, since engines take turns
   * within a round, and a change in the machine's load meets them all.
   */
  readonly ratio: number;
}

/** @param share 0.5 for the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [below, above] = [Math.floor(position), Math.ceil(position)];
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Figures of one measurement beside the first of its workload. */
export function timing({ blocks }: Measurement, first: Measurement, { perStep }: Amount): Timing {
  const milliseconds = quantile(blocks, 0.5);
  const ratios = blocks.flatMap((block, round) =>
    round < first.blocks.length ? block / first.blocks[round] : [],
  );
  return {
    milliseconds,
    quartiles: [quantile(blocks, 0.25), quantile(blocks, 0.75)],
    perSecond: (1000 * perStep) / milliseconds,
    ratio: quantile(ratios, 0.5),
  };
}

/** The engines agree when they differ by less than this share of the first engine's figure. */
const TOLERANCE = 1e-3;

/** @throws when an engine computes something else than the first one */
export function checkAgreement([first, ...others]: readonly Measurement[]): void {
  for (const other of others) {
    const agrees = first.check.every(
      (value, k) => Math.abs(other.check[k] - value) <= TOLERANCE * Math.abs(value),
    );
    if (agrees && other.check.length === first.check.length) continue;
    throw new Error(
      `The engines compute different things: ${first.title} has ${first.check.join(', ')}; ` +
        `${other.title} has ${other.check.join(', ')}.`,
    );
  }
}
