import type { DType } from '../core/dtype.ts';
import { StateError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Op } from './op.ts';
import { Tensor } from './tensor.ts';
import { currentValue, type TraceState, tracing, type Variable } from './variable.ts';

/** What a traced function computed: values, and what its variables hold afterwards. */
export interface Traced {
  readonly outputs: readonly Tensor[];
  readonly assigns: ReadonlyMap<Variable, Tensor>;
}

export const isTracing = (): boolean => tracing.state !== null;

/** Runs `fn` once, recording what it computes and assigns instead of doing it. */
export function trace(fn: () => readonly Tensor[]): Traced {
  if (tracing.state) {
    throw new StateError(
      'trace: cannot start inside another trace. Call the function directly, without jit.',
    );
  }
  const state: TraceState = { reads: new Map(), assigns: new Map() };
  tracing.state = state;
  try {
    return { outputs: fn().map(currentValue), assigns: state.assigns };
  } finally {
    tracing.state = null;
  }
}

/** Makes the node of an operation; variables among the inputs stand for their present value. */
export function apply(op: Op, inputs: readonly Tensor[], shape: Shape, dtype: DType): Tensor {
  return new Tensor(op, inputs.map(currentValue), shape, dtype);
}
