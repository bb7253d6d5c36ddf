import type { Contestant } from '../../bench/contestant.ts';
import { compare } from '../../bench/measure.ts';
import type { WorkloadResult } from '../../bench/report.ts';
import type { Training } from '../../bench/workloads/index.ts';

export interface SweepOptions {
  /** One model in several batch sizes, in the order in which they are measured. */
  readonly workloads: readonly Training[];
  /** Names of bench/engines; the first that can do it is what the others are compared with. */
  readonly engines: readonly string[];
  /** Blocks of every engine at every batch size. */
  readonly rounds: number;
  /** Milliseconds of a block. */
  readonly block: number;
  readonly open: (engine: string, workload: string) => Promise<Contestant>;
  /** Ends it; what was measured stays. */
  readonly signal: AbortSignal;
}

export interface Failure {
  readonly batchSize: number;
  readonly engine: string;
  readonly reason: string;
}

/** What an engine is doing; before its first round it is prepared: loaded, checked, compiled. */
export interface Doing {
  readonly engine: string;
  readonly batchSize: number;
  /** From 1; 0 while it is prepared. */
  readonly round: number;
}

export interface SweepState {
  readonly results: readonly WorkloadResult[];
  readonly failures: readonly Failure[];
  readonly doing: Doing | null;
  /** How much of all is done, of 1. */
  readonly share: number;
}

/** A step that takes longer than so many milliseconds is not worth waiting for. */
const SLOWEST_STEP = 5000;

/** Preparing takes about as long as so many blocks. */
const PREPARING = 4;

/** Measures one batch size after the other and tells how far it is. @returns the last state */
export async function sweep(
  { workloads, engines, rounds, block, open, signal }: SweepOptions,
  tell: (state: SweepState) => void,
): Promise<SweepState> {
  const finished: WorkloadResult[] = [];
  let state: SweepState = { results: [], failures: [], doing: null, share: 0 };
  const move = (change: Partial<SweepState>) => {
    state = { ...state, ...change };
    tell(state);
  };
  for (const [k, { name, batchSize }] of workloads.entries()) {
    let prepared = -1;
    let left = engines.length;
    let blocks = 0;
    const shareNow = () => {
      const all = engines.length * PREPARING + left * rounds;
      return (k + (prepared * PREPARING + blocks) / all) / workloads.length;
    };
    const watched = async (engine: string): Promise<Contestant> =>
      reporting(await open(engine, name), (round) => move({ doing: { engine, batchSize, round } }));
    const options = { workload: name, engines, rounds, block, slowestStep: SLOWEST_STEP, signal };
    try {
      // Whoever chose a batch size wants it on any adapter.
      for await (const progress of compare({ ...options, open: watched, all: true, keepGoing: true })) {
        if (signal.aborted) break;
        if (progress.stage === 'preparing') {
          prepared++;
          const { engine } = progress;
          move({ doing: { engine, batchSize, round: 0 }, share: shareNow() });
        } else if (progress.stage === 'skipped' && progress.engine) {
          left--;
          const failure = { batchSize, engine: progress.engine, reason: progress.reason };
          move({ failures: [...state.failures, failure], share: shareNow() });
        } else if (progress.stage === 'block') {
          prepared = engines.length;
          blocks++;
          move({ results: [...finished, measured(progress.result)], share: shareNow() });
        } else if (progress.stage === 'done' && progress.result) finished.push(measured(progress.result));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) break;
  }
  move({ doing: null, share: signal.aborted ? state.share : 1 });
  return state;
}

/** Tells of every timed round once the contestant has been prepared, which ends with a profile. */
function reporting(contestant: Contestant, tell: (round: number) => void): Contestant {
  let rounds = -1;
  return {
    ...contestant,
    profile: async (steps) => {
      const times = await contestant.profile(steps);
      rounds = 0;
      return times;
    },
    time: (steps) => {
      if (rounds >= 0) tell(++rounds);
      return contestant.time(steps);
    },
  };
}

/** As it is now: the benchmark goes on filling in blocks, and some engines have none yet. */
const measured = (result: WorkloadResult): WorkloadResult => ({
  ...result,
  measurements: result.measurements
    .filter(({ blocks }) => blocks.length > 0)
    .map((measurement) => ({ ...measurement, blocks: [...measurement.blocks] })),
});
