import { kernels } from './kernels.ts';
import { flopOf } from './shapes.ts';
import { inBatchSize, trainings } from './training.ts';
import { amountOf, type Training, type Workload } from './workload.ts';

export type { Amount, Kernel, Training, Workload } from './workload.ts';

export const workloads: readonly Workload[] = [...trainings, ...kernels];

/**
 * A workload by its name, or any model by the name of its group in any batch size: `california-512`.
 *
 * @throws when there is no workload of that name
 */
export function findWorkload(name: string): Workload {
  const found = workloads.find((workload) => workload.name === name) ?? findTraining(name);
  if (found) return found;
  throw new Error(
    `There is no workload '${name}'. There are: ${workloads.map((one) => one.name).join(', ')}.`,
  );
}

function findTraining(name: string): Training | null {
  const [, group, batchSize] = /^(.+)-([1-9]\d*)$/.exec(name) ?? [];
  const like = trainings.find((training) => training.group === group);
  return like ? inBatchSize(like, Number(batchSize)) : null;
}

/** The names of workloads that names of workloads or groups stand for, each once. @throws for an unknown one */
export function namesIn(selection: readonly string[]): string[] {
  const chosen = selection.flatMap((name) => {
    const group = workloads.filter((workload) => workload.group === name);
    return (group.length > 0 ? group : [findWorkload(name)]).map((workload) => workload.name);
  });
  return [...new Set(chosen)];
}

/** More than a software adapter does in a second. */
const SOFTWARE_FLOP = 4e9;
const SOFTWARE_BYTES = 6e7;

/** Why a workload is not for a software adapter; null when it is. */
export function tooLargeForSoftware(workload: Workload): string | null {
  const { perStep, unit } = amountOf(workload);
  const flop = workload.kind === 'training' ? flopOf(workload) : unit === 'FLOP' ? perStep : 0;
  if (flop > SOFTWARE_FLOP)
    return `${(flop / 1e9).toFixed(0)} GFLOP a step are too many for a software adapter`;
  return unit === 'B' && perStep > SOFTWARE_BYTES
    ? `${(perStep / 1e6).toFixed(0)} MB a step are too many for a software adapter`
    : null;
}
