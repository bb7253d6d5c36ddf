import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import type { FuseOptions } from '../../src/schedule/fuse.ts';
import { type Plan, plan } from '../../src/schedule/plan.ts';

export const onCpu = { software: true };
export const onGpu = { software: false };

export const planOf = (fn: () => gl.Tensor | gl.Tensor[], options: FuseOptions = onCpu): Plan =>
  plan(
    trace(() => [fn()].flat()),
    options,
  );
export const dispatches = (fn: () => gl.Tensor | gl.Tensor[], options: FuseOptions = onCpu): number =>
  planOf(fn, options).commands.length;
export const data = (...shape: number[]): gl.Tensor =>
  gl.tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape);
