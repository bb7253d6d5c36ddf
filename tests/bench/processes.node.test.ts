import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Unsupported } from '../../bench/engine.ts';
import { askAdapter, openProcess } from '../../bench/node/processes.ts';

const options = {
  node: [process.execPath],
  env: process.env,
  script: fileURLToPath(new URL('scripted-process.mjs', import.meta.url)),
  dawnFile: 'dawn.node',
  patience: 60_000,
};

test('a contestant in a process answers calls with values and errors', async () => {
  const contestant = await openProcess(options, 'gradloom', 'linear-1');
  expect(contestant.about).toEqual({ engine: 'gradloom', stride: 4, adapter: null });
  expect(await contestant.check(2)).toEqual(['check', 2]);
  expect(await contestant.time(8)).toEqual(['time', 8]);
  await expect(contestant.profile(4)).rejects.toThrow('the device was lost');
  await contestant.close();
});

test('a process that dies is an error with its last words', async () => {
  const contestant = await openProcess(options, 'gradloom', 'linear-1');
  await expect(contestant.count(4)).rejects.toThrow(
    /the process ended with SIGABRT: [\s\S]*Segmentation fault in the driver/,
  );
  await expect(contestant.time(4)).rejects.toThrow('the process ended with SIGABRT');
  await expect(openProcess({ ...options, node: ['/no/node'] }, 'gradloom', 'linear-1')).rejects.toThrow(
    'ENOENT',
  );
});

test('a process that hangs is given up', async () => {
  const contestant = await openProcess({ ...options, patience: 2000 }, 'hangs', 'linear-1');
  await expect(contestant.time(4)).rejects.toThrow('the process did not answer for 2 s');
  await contestant.close();
});

test('an engine that is not for this place, and an adapter that is', async () => {
  await expect(openProcess(options, 'webgl', 'linear-1')).rejects.toThrow(Unsupported);
  expect(await askAdapter(options)).toMatchObject({ name: 'gpu', driver: '580' });
});
