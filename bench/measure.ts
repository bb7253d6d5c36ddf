import type { About, Contestant } from './contestant.ts';
import { Unsupported } from './engine.ts';
import { checkAgreement, type Measurement, type WorkloadResult } from './report.ts';
import { findWorkload, tooLargeForSoftware } from './workloads/index.ts';
import { amountOf } from './workloads/workload.ts';

export interface CompareOptions {
  /** A name of workloads/. */
  readonly workload: string;
  /** Names of engines/; the first that can do the workload is what the others are compared with. */
  readonly engines: readonly string[];
  /** Brings an engine up with a workload. @throws Unsupported */
  readonly open: (engine: string, workload: string) => Promise<Contestant>;
  /** Blocks of every engine. */
  readonly rounds: number;
  /** Milliseconds that a block shall take; one step at least, whatever it takes. */
  readonly block: number;
  /** An engine whose single step takes longer than so many milliseconds is left out. */
  readonly slowestStep: number;
  /** Also what is too large for a software adapter. */
  readonly all?: boolean;
  /** An engine that fails, or computes something else than the first, is left out instead of ending it. */
  readonly keepGoing?: boolean;
  readonly signal?: AbortSignal;
}

export type CompareProgress =
  | { readonly stage: 'preparing'; readonly engine: string }
  /** The engine takes no part, or (engine null) the workload is skipped. */
  | { readonly stage: 'skipped'; readonly engine: string | null; readonly reason: string }
  /** After every block: all measurements so far, those of the round in progress included. */
  | { readonly stage: 'block'; readonly round: number; readonly result: WorkloadResult }
  /** The last: null when no engine could do it. */
  | { readonly stage: 'done'; readonly result: WorkloadResult | null };

/** Passes whose results must agree: at least two steps, so that updates are compared too. */
function passesToCheck(name: string): number {
  const workload = findWorkload(name);
  return workload.kind === 'training' && workload.batches > 1 ? 1 : 2;
}

interface Prepared {
  readonly contestant: Contestant;
  readonly steps: number;
  readonly measurement: Measurement & { readonly blocks: number[] };
}

/**
 * Times engines on one workload, in blocks taken in turns, and tells of each. First every engine trains a pass
 * over the data, whose losses must agree.
 *
 * @throws when engines compute different things or one of them fails, unless told to keep going; and when the
 *   signal says so
 */
export async function* compare(options: CompareOptions): AsyncGenerator<CompareProgress> {
  const { engines, rounds, signal, keepGoing } = options;
  const prepared: Prepared[] = [];
  const skipped: WorkloadResult['skipped'] = [];
  const resultNow = () => resultOf(options.workload, prepared, skipped);
  const reasonOf = (error: unknown) => {
    if (!keepGoing) throw error;
    return error instanceof Error ? error.message : String(error);
  };
  const leaveOut = async (one: Prepared, reason: string): Promise<CompareProgress> => {
    prepared.splice(prepared.indexOf(one), 1);
    await one.contestant.close();
    const { engine } = one.measurement;
    skipped.push({ engine, reason });
    return { stage: 'skipped', engine, reason };
  };
  try {
    for (const engine of engines) {
      signal?.throwIfAborted();
      yield { stage: 'preparing', engine };
      const outcome = await prepare(engine, options).catch((error) => ({
        reason: reasonOf(error),
        whole: false,
      }));
      if (!('reason' in outcome)) {
        prepared.push(outcome);
        continue;
      }
      const { reason, whole } = outcome;
      yield { stage: 'skipped', engine: whole ? null : engine, reason };
      if (whole) break;
      skipped.push({ engine, reason });
    }
    const [first, ...others] = [...prepared];
    for (const other of others) {
      try {
        checkAgreement([first.measurement, other.measurement]);
      } catch (error) {
        yield await leaveOut(other, reasonOf(error));
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const one of turns(prepared, round)) {
        signal?.throwIfAborted();
        const { contestant, steps, measurement } = one;
        try {
          measurement.blocks.push((await contestant.time(steps)) / steps);
        } catch (error) {
          yield await leaveOut(one, reasonOf(error));
          continue;
        }
        yield { stage: 'block', round, result: resultNow() };
      }
    }
    yield { stage: 'done', result: prepared.length > 0 ? resultNow() : null };
  } finally {
    for (const { contestant } of prepared) await contestant.close();
  }
}

/** Nobody always comes after the same one. */
function turns<Item>(items: readonly Item[], round: number): Item[] {
  const start = round % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

function resultOf(
  name: string,
  prepared: readonly Prepared[],
  skipped: WorkloadResult['skipped'],
): WorkloadResult {
  const workload = findWorkload(name);
  const { group, title } = workload;
  const measurements = prepared.map(({ measurement }) => measurement);
  return { name, group, title, amount: amountOf(workload), measurements, skipped };
}

/** Trains until everything is compiled, finds out how many steps fill a block, and counts calls. */
async function prepare(
  engine: string,
  { workload, open, block, slowestStep, all }: CompareOptions,
): Promise<Prepared | { reason: string; whole: boolean }> {
  let contestant: Contestant;
  try {
    contestant = await open(engine, workload);
  } catch (error) {
    if (error instanceof Unsupported) return { reason: error.message, whole: false };
    throw error;
  }
  let ready = false;
  try {
    const { about } = contestant;
    const tooLarge = about.adapter?.software && !all ? tooLargeForSoftware(findWorkload(workload)) : null;
    if (tooLarge) return { reason: tooLarge, whole: true };
    const { values, firstStep } = await contestant.check(passesToCheck(workload));
    const first = await contestant.time(about.stride);
    if (first / about.stride > slowestStep) {
      const seconds = (first / about.stride / 1000).toFixed(1);
      return { reason: `one step takes ${seconds} s`, whole: false };
    }
    const steps = await stepsFor(block, contestant, first);
    // Now everything for this number of steps is compiled.
    const { calls, gpuBytes } = await contestant.count(steps);
    const callsPerStep = calls
      ? Object.fromEntries(Object.entries(calls).map(([call, times]) => [call, times / steps]))
      : null;
    const kernels = await contestant.profile(about.stride);
    ready = true;
    const measurement = {
      engine,
      title: about.engine,
      blocks: [],
      stepsPerBlock: steps,
      check: values,
      firstStep,
      callsPerStep,
      gpuBytes,
      kernels: kernels?.map(({ kernel, dispatches, milliseconds }) => ({
        kernel,
        dispatches: dispatches / about.stride,
        milliseconds: milliseconds / about.stride,
      })),
    };
    return { contestant, steps, measurement };
  } finally {
    if (!ready) await contestant.close();
  }
}

/** Steps that take about as long as a block shall. Short blocks are mostly start and end: it takes a few tries. */
async function stepsFor(block: number, contestant: Contestant, first: number): Promise<number> {
  const { stride }: About = contestant.about;
  const rounded = (steps: number) => stride * Math.max(1, Math.round(steps / stride));
  let steps = stride;
  let taken = first;
  for (let k = 0; k < 4 && taken < block / 2; k++) {
    steps = rounded(steps * Math.min(50, (0.9 * block) / taken));
    taken = await contestant.time(steps);
  }
  return rounded((steps * block) / taken);
}
