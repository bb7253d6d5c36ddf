import { BYTES_PER_ELEMENT } from '../core/dtype.ts';
import { memoryLimits } from './memory-limits.ts';
import type { Network } from './network.ts';

/**
 * Rows that inference works on at a time, about as many each time. Where no result depends on it, small
 * batches are joined as long as their activations take little memory: larger matrices suit a GPU better.
 */
export function inferenceRows(network: Network, rows: number, batchSize: number): number {
  const { inferenceBytes, inferenceRows, smallBytes } = memoryLimits;
  const within = (limit: number): number =>
    Math.floor(limit / (network.activationsPerExample * BYTES_PER_ELEMENT));
  const most = Math.max(
    batchSize,
    Math.min(within(inferenceBytes), Math.max(inferenceRows, within(smallBytes))),
  );
  return Math.ceil(rows / Math.ceil(rows / most));
}
