import { jit } from '../eager/jit.ts';
import type { ArrayValue, TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { currentValue, packVariables, type Variable } from '../graph/variable.ts';
import { convert } from '../ops/convert.ts';
import type { Metric, MetricFunction, SumMetric } from './metric.ts';
import { asSums, sumShapes } from './sums.ts';

/** A metric that is fed batch by batch, outside of `fit`. Make one with `gl.metrics.accumulate`. */
export class Accumulator {
  readonly #metric: SumMetric;
  #sums: Readonly<Record<string, Variable>> | null = null;
  readonly #add: (...batch: Tensor[]) => void;

  constructor(metric: Metric | MetricFunction) {
    this.#metric = asSums(typeof metric === 'function' ? { name: metric.name, call: metric } : metric);
    this.#add = jit((...[yTrue, yPred, weights]: Tensor[]) => {
      const added = this.#metric.update(yTrue, yPred, weights ?? null);
      for (const [name, sum] of Object.entries(this.#sums ?? {})) sum.assignAdd(added[name]);
    });
  }

  /**
   * Adds a batch.
   *
   * @param sampleWeight [rows]; without it all rows count once
   */
  updateState(yTrue: TensorLike, yPred: TensorLike, sampleWeight?: TensorLike): void {
    const batch = [yTrue, yPred, ...(sampleWeight === undefined ? [] : [sampleWeight])].map((x) =>
      convert(x),
    );
    this.#sums ??= this.#makeSums(batch);
    this.#add(...batch);
  }

  /** The figure over all batches so far: a number, or nested arrays where it is a tensor. 0 before the first. */
  async result(): Promise<ArrayValue> {
    if (!this.#sums) return 0;
    const sums = Object.entries(this.#sums).map(([name, sum]) => [name, currentValue(sum)]);
    return this.#metric.result(Object.fromEntries(sums)).array();
  }

  /** Starts anew. */
  resetState(): void {
    for (const sum of Object.values(this.#sums ?? {})) sum.assign(0);
  }

  /** The shapes of the sums follow from a batch. */
  #makeSums([yTrue, yPred]: readonly Tensor[]): Record<string, Variable> {
    const shapes = Object.entries(sumShapes(this.#metric, yTrue, yPred));
    const specs = shapes.map(([name, shape]) => ({ name: `${this.#metric.name}/${name}`, shape }));
    const { parts } = packVariables(this.#metric.name, specs);
    return Object.fromEntries(shapes.map(([name], k) => [name, parts[k]]));
  }
}

/**
 * A metric to use by itself, as Keras's objects are used.
 *
 * @example
 * const precision = gl.metrics.accumulate(gl.metrics.precision());
 * precision.updateState([1, 0], [0.9, 0.8]);
 * precision.updateState([1, 1], [0.7, 0.2]);
 * await precision.result() // 0.6667
 */
export const accumulate = (metric: Metric | MetricFunction): Accumulator => new Accumulator(metric);
