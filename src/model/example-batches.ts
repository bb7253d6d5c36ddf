import { BatchReader } from './batch-reader.ts';
import { isBatches } from './batches.ts';
import { type Examples, readExamples } from './dataset.ts';
import type { Network } from './network.ts';
import type { Batches, DataOf, ExampleBatch } from './types.ts';
import { requirePositiveInteger } from './validate.ts';

/** The network, made for such examples where the shape of the input is unknown; and the examples. */
type Connect = (call: string, x: DataOf) => Promise<[network: Network, x: DataOf]>;

/** What `predict` is given, batch by batch; the first is checked when this resolves. */
export async function readExampleBatches(
  call: string,
  x: DataOf | Batches<ExampleBatch>,
  steps: number | undefined,
  connect: Connect,
): Promise<Iterable<Examples> | AsyncIterable<Examples>> {
  if (!isBatches<ExampleBatch>(x)) {
    const [network, given] = await connect(call, x);
    return [await readExamples(call, given, network)];
  }
  if (steps !== undefined) requirePositiveInteger(call, 'the number of steps', steps);
  const reader = new BatchReader(call, x, async (from, batch: ExampleBatch): Promise<Examples> => {
    const [network, given] = await connect(from, Array.isArray(batch) ? batch[0] : batch);
    return readExamples(from, isAlone(batch, network) ? batch : given, network);
  });
  await reader.first();
  return take(reader, steps ?? Number.POSITIVE_INFINITY);
}

async function* take(reader: BatchReader<ExampleBatch, Examples>, most: number): AsyncGenerator<Examples> {
  try {
    for (let step = 0; step < most; step++) {
      const batch = await reader.next();
      if (!batch) return;
      yield batch;
    }
  } finally {
    reader.close();
  }
}

/** Whether a list is examples rather than [x] or [x, y]: it is nested as deep as the input has axes. */
const isAlone = (batch: ExampleBatch, { inputShapes }: Network): batch is DataOf =>
  Array.isArray(batch) && inputShapes.length === 1 && depthOf(batch) === inputShapes[0].length + 1;

const depthOf = (value: unknown): number =>
  typeof value === 'number' ? 0 : Array.isArray(value) ? 1 + depthOf(value[0]) : Number.NaN;
