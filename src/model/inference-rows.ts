import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { memoryLimits } from './memory-limits.ts';
import type { Network } from './network.ts';

/**
 * Rows that inference works on at a time. Where no result depends on it, small batches are joined
 * as long as their activations take little memory: larger matrices suit a GPU better.
 */
export function inferenceRows(network: Network, rows: number, batchSize: number): number {
  const bytes = network.activationsPerExample * BYTES_PER_ELEMENT;
  const cheap = Math.floor(memoryLimits.inferenceBytes / bytes);
  return Math.min(rows, Math.max(batchSize, Math.min(cheap, memoryLimits.inferenceRows)));
}
