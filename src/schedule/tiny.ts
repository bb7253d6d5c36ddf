import { topologicalOrder } from '../graph/order.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Traced } from '../graph/trace.ts';
import { isHalf } from '../ops/half.ts';
import { matmulDomain } from './kernel.ts';

/** What a device allows one kernel, and when a persistent one is worth while. */
export interface PersistentOptions {
  readonly fewestPhases: number;
  readonly storageBuffers: number;
  /** Bytes of workgroup memory. */
  readonly workgroupBytes: number;
}

/** As many as a SIMD register of a CPU holds: a barrier between them costs nothing. */
const SOFTWARE_LANES = 4;
/** What every WebGPU device allows. */
const GPU_LANES = 256;
/** Operations of one lane, one after the other: beyond that all cores with a few dispatches are faster. */
const SOFTWARE_DEPTH = 1 << 16;
const GPU_DEPTH = 1 << 11;

export const lanesOn = (software: boolean): number => (software ? SOFTWARE_LANES : GPU_LANES);
export const depthOn = (software: boolean): number => (software ? SOFTWARE_DEPTH : GPU_DEPTH);

/** Whether a program may be little enough work for one workgroup. */
export function isTiny({ outputs, assigns }: Traced, software: boolean): boolean {
  const work = topologicalOrder([...outputs, ...assigns.values()]).map(operationsOf);
  return work.reduce((sum, each) => sum + each, 0) <= lanesOn(software) * depthOn(software);
}

function operationsOf(node: Tensor): number {
  const { op, inputs, size } = node;
  // The phases share buffers of whole words.
  if (isHalf(node)) return Number.POSITIVE_INFINITY;
  if (op.kind === 'leaf' || op.kind === 'view' || op.kind === 'pack') return 0;
  if (op.kind === 'reduce') return inputs[0].size;
  return op.kind === 'matmul' ? size * matmulDomain(node).k : size;
}
