import type { TypedArray } from '../core/dtype.ts';
import { StateError } from '../core/errors.ts';
import type { Tensor } from './tensor.ts';
import type { Variable } from './variable.ts';

/** What the graph asks of whatever runs it. The GPU layer provides the only implementation. */
export interface Executor {
  /** Computes the value and reads it back. */
  data(tensor: Tensor): Promise<TypedArray>;
  /** Stores values in variables, all at once, in order with everything else that was asked for. */
  assign(values: ReadonlyMap<Variable, Tensor>): void;
}

let current: Executor | null = null;

export function setExecutor(executor: Executor): void {
  current = executor;
}

export function executor(): Executor {
  if (!current)
    throw new StateError('gradloom: no executor. Import from "gradloom", not from its inner files.');
  return current;
}
