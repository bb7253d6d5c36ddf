import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import type { Program } from '../gpu/program.ts';
import type { Arena } from '../graph/variable.ts';
import type { OwnBufferLabel } from '../schedule/memory.ts';
import { holdsRows } from './feed.ts';
import { LAST_GOOD } from './fit-session.ts';
import type { Network } from './network.ts';
import type { TrainingState } from './training-state.ts';

/** Bytes of GPU memory, by what they hold. Everything is there for as long as the model trains. */
export interface MemoryReport {
  /** The weights of all layers. */
  readonly weights: number;
  /** What the optimizer remembers of them. */
  readonly optimizer: number;
  /** The gradients of a step. */
  readonly gradients: number;
  /** The batch and what layers make of it, as much of it as is alive at one time; shared by all models. */
  readonly activations: number;
  /** Data sets: their rows, labels, weights and order. */
  readonly data: number;
  /** A copy of weights and optimizer: what a training goes back to when its loss is not finite. */
  readonly lastGood: number;
  /** Counters, sums of losses and metrics, history. */
  readonly bookkeeping: number;
  readonly total: number;
}

/** What is bound by the programs of a training; without one, the weights. */
export function reportMemory(
  network: Network,
  state: TrainingState | null,
  programs: readonly Program[],
): MemoryReport {
  const weights = new Set(network.weights.map(({ value }) => value.arena));
  const optimizer = new Set(state?.optimizer.whole.map(({ arena }) => arena));
  const buffers = programs.flatMap(({ plan }) =>
    plan.commands.flatMap(({ bindings }) => bindings.map(({ range }) => range.buffer)),
  );
  const arenas = buffers.flatMap((buffer) => (buffer.kind === 'arena' ? [buffer.arena] : []));
  const others = [...new Set(arenas)].filter((arena) => !weights.has(arena) && !optimizer.has(arena));
  const isLastGood = ({ label }: Arena): boolean => label === LAST_GOOD;
  const report = {
    weights: bytesOf(weights),
    optimizer: bytesOf(optimizer),
    gradients: sum(sizesOf(programs, 'packed')),
    activations: Math.max(0, ...sizesOf(programs, 'activations')),
    data: bytesOf(others.filter(holdsRows)),
    lastGood: bytesOf(others.filter(isLastGood)),
    bookkeeping: bytesOf(others.filter((arena) => !holdsRows(arena) && !isLastGood(arena))),
  };
  return { ...report, total: sum(Object.values(report)) };
}

const bytesOf = (arenas: Iterable<Arena>): number =>
  sum([...arenas].map(({ words }) => words * BYTES_PER_ELEMENT));

const sum = (sizes: readonly number[]): number => sizes.reduce((total, bytes) => total + bytes, 0);

/** Bytes of the programs' own buffers of this kind. */
const sizesOf = (programs: readonly Program[], name: OwnBufferLabel): number[] =>
  programs
    .flatMap(({ plan }) => plan.buffers)
    .filter(({ label, space }) => label === name && space === 'storage')
    .map(({ bytes }) => bytes);
