import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
const pack = await mkdtemp(join(tmpdir(), 'gradloom pack '));
afterAll(() => rm(pack, { recursive: true }));

/** A program of the pack that says how it was started. */
async function program(place: string, text: string): Promise<void> {
  const file = join(pack, place);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

const tell = (name: string) => `echo "${name}|$GRADLOOM_LOADER"; for arg; do echo "$arg"; done`;

await copyFile(new URL('../../bench/node/run.sh', import.meta.url), join(pack, 'run.sh'));
await program('lib/system/ld-linux-x86-64.so.2', tell('loader'));

async function start(): Promise<string[]> {
  const { stdout } = await run('sh', [join(pack, 'run.sh'), '--engines', 'a b']);
  return stdout.trim().split('\n');
}

test("the machine's own libraries where Dawn loads with them", async () => {
  await program('bin/node', `[ "$1" = -e ] && [ "$3" = "${pack}/lib/dawn.node" ] && exit; ${tell('node')}`);
  expect(await start()).toEqual(['node|', `${pack}/bench/main.mjs`, '--engines', 'a b']);
});

test('else those of the pack, and their loader for the processes of engines', async () => {
  await program('bin/node', 'exit 1');
  const loader = `${pack}/lib/system/ld-linux-x86-64.so.2`;
  expect(await start()).toEqual([
    `loader|${loader}`,
    ...['--library-path', `${pack}/lib/system`, `${pack}/bin/node`, `${pack}/bench/main.mjs`],
    ...['--engines', 'a b'],
  ]);
});
