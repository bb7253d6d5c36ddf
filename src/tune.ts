import { runtime } from './gpu/runtime.ts';
import type { TuningTable } from './gpu/tuning-table.ts';

/**
 * Measures, now, which kernels are fastest on this adapter for the products of matrices and the reductions of rows
 * that programs have had so far, and resolves to everything that is known. What is compiled afterwards, such as the
 * first `fit` of a model, uses it; what has been compiled stays as it is. Takes about a tenth of a second for each
 * product or reduction. A kernel is only chosen if its results agree with those of the kernel that rules choose.
 *
 * On GPUs this happens by itself while nothing else runs, and what was found is kept in IndexedDB. Call it to
 * have the result now, to look at it, or to ship it: `gl.init({ tuning: table })` computes as the table says,
 * with the same bits every time.
 *
 * @throws NoWebGPUError when there is no WebGPU or no adapter
 */
export async function tune(): Promise<TuningTable> {
  return (await runtime.tuning()).measure();
}
