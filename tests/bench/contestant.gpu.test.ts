import { expect, test } from 'vitest';
import { type Contestant, openContestant } from '../../bench/contestant.ts';
import { watchGpuMemory } from '../../bench/gpu-memory.ts';

async function opened(
  engine: string,
  workload: string,
  use: (contestant: Contestant) => Promise<void>,
): Promise<void> {
  const contestant = await openContestant(engine, workload);
  try {
    await use(contestant);
  } finally {
    await contestant.close();
  }
}

test('plain JavaScript asks nothing of WebGPU', async () => {
  await opened('plain-js', 'linear-12', async ({ check, count, profile }) => {
    expect((await check(1)).values[0]).toBeGreaterThan(0);
    const { calls, gpuBytes } = await count(5);
    expect(Object.values(calls ?? {}).every((times) => times === 0)).toBe(true);
    expect(gpuBytes).toBe(0);
    expect(await profile(5)).toBeNull();
  });
});

test('the memory held is that of buffers made and not destroyed', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const memory = watchGpuMemory();
  const [one, two] = [64, 1000].map((size) => device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST }));
  expect(memory.bytes).toBe(1064);
  one.destroy();
  one.destroy();
  expect(memory.bytes).toBe(1000);
  two.destroy();
  expect(memory.bytes).toBe(0);
  device.destroy();
});

test('names that there are not', async () => {
  await expect(openContestant('abacus', 'mlp-32')).rejects.toThrow(
    "There is no engine 'abacus'. There are: ",
  );
  await expect(openContestant('gradloom', 'gpt')).rejects.toThrow("There is no workload 'gpt'. There are: ");
});
