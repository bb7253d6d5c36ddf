import { BYTES_PER_ELEMENT, fromWords, type TypedArray } from '../core/dtype.ts';
import type { Variable } from '../graph/variable.ts';
import { type CopiedRange, type Repeat, runtime } from './runtime.ts';
import { arenaBuffer } from './storage.ts';

/** The values of variables after all work submitted so far; later submits do not wait for it. */
export async function readVariables(variables: readonly Variable[]): Promise<TypedArray[]> {
  // Not awaited when open already: the copy must be in the queue when this returns, before what comes next.
  if (!runtime.isOpen) await runtime.host();
  return typed(runtime.readBuffers(rangesOf(variables)), variables);
}

/** Runs programs and copies variables behind them in the same submit: progress without a submit of its own. */
export function runAndRead(
  repeats: readonly Repeat[],
  variables: readonly Variable[],
): Promise<TypedArray[]> {
  const encoder = runtime.encode(repeats);
  const copied = runtime.copyOut(encoder, rangesOf(variables));
  runtime.submit(encoder);
  return typed(copied(), variables);
}

function rangesOf(variables: readonly Variable[]): CopiedRange[] {
  const { device } = runtime.opened().info;
  return variables.map((variable) => ({
    buffer: arenaBuffer(device, variable.arena),
    offset: variable.offset * BYTES_PER_ELEMENT,
    bytes: variable.size * BYTES_PER_ELEMENT,
  }));
}

async function typed(copied: Promise<ArrayBuffer[]>, variables: readonly Variable[]): Promise<TypedArray[]> {
  return (await copied).map((buffer, k) => fromWords(buffer, variables[k].dtype));
}
