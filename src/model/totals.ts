import type { Tensor } from '../graph/tensor.ts';
import { packVariables, type Variable } from '../graph/variable.ts';
import type { StepResult } from './step.ts';
import type { MetricEntry } from './training-state.ts';

/** Running sums of the loss and the metrics over an epoch, on the GPU. */
export class Totals {
  /** Loss first, then the metrics. */
  readonly sums: readonly Variable[];
  /** Rows so far, as a float. */
  readonly count: Variable;
  /** The sum of their weights; null when no metric asks for it. */
  readonly weight: Variable | null;
  readonly #metrics: readonly MetricEntry[];

  constructor(label: string, metrics: readonly MetricEntry[]) {
    this.#metrics = metrics;
    const weighted = metrics.some((entry) => entry.weighted);
    const names = [
      'rows',
      'loss',
      ...metrics.map(({ metric }) => metric.name),
      ...(weighted ? ['weight'] : []),
    ];
    const { parts } = packVariables(
      label,
      names.map((name) => ({ name: `${label}/${name}`, shape: [] })),
    );
    this.count = parts[0];
    this.sums = parts.slice(1, metrics.length + 2);
    this.weight = weighted ? parts[parts.length - 1] : null;
  }

  /** All variables, for reading back: the count first, then the sums. */
  get variables(): Variable[] {
    return [this.count, ...this.sums, ...(this.weight ? [this.weight] : [])];
  }

  reset(): void {
    for (const variable of this.variables) variable.assign(0);
  }

  add({ sums, rows, weight }: StepResult): void {
    for (const [k, sum] of sums.entries()) this.sums[k].assignAdd(sum);
    this.count.assignAdd(rows);
    this.weight?.assignAdd(weight);
  }

  /** What the epoch's loss and metrics are: from the running sums, or from one step that is the whole epoch. */
  results(step?: StepResult): Tensor[] {
    const { sums, rows, weight } = step ?? { sums: this.sums, rows: this.count, weight: this.weight };
    return sums.map((sum, k) => {
      if (k === 0) return sum.div(rows);
      const { metric, weighted } = this.#metrics[k - 1];
      const mean = sum.div(weighted && weight ? weight : rows);
      return metric.finish ? metric.finish(mean) : mean;
    });
  }

  dispose(): void {
    this.count.arena.storage?.dispose();
  }
}
