// `npm run bench:pack`: one folder that runs the benchmark on a bare Linux machine with a GPU, and its archive.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { arch, argv, exit, platform, stderr, stdout } from 'node:process';
import { promisify } from 'node:util';
import { build } from 'vite';
import { dawnVersion } from './bench/dawn.mjs';
import { findPackFiles } from './bench/pack-files.mjs';
import { projectRoot } from './wgsl-parser.mjs';

const run = promisify(execFile);
const LARGEST_ARCHIVE = 60e6;

/** @param {string} folder */
async function pack(folder) {
  if (platform !== 'linux' || arch !== 'x64')
    throw new Error("it packs this machine's Node, so it needs Linux on x86-64");
  if (existsSync(folder) && !existsSync(join(folder, 'bench/main.mjs')))
    throw new Error(`${folder} is something else than a pack; it would be overwritten. Name another folder`);
  const files = await findPackFiles();
  await rm(folder, { recursive: true, force: true });
  await build({
    configFile: resolve(projectRoot, 'bench/node/vite.config.ts'),
    define: { DAWN_VERSION: JSON.stringify(dawnVersion) },
    build: { outDir: join(folder, 'bench') },
  });
  for (const [place, source] of Object.entries(files)) {
    const target = join(folder, place);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
  }
  for (const program of ['run.sh', 'bin/node']) await chmod(join(folder, program), 0o755);
  // Node's symbols are a tenth of the archive; without binutils they stay.
  await run('strip', [join(folder, 'bin/node')]).catch(() => {});
  const archive = `${folder}.tar.gz`;
  await run('tar', ['-I', 'gzip -9', '-cf', archive, '-C', dirname(folder), basename(folder)]);
  const { size } = await stat(archive);
  const megabytes = `${(size / 1e6).toFixed(1)} MB`;
  if (size > LARGEST_ARCHIVE) throw new Error(`${archive} has ${megabytes}; at most 60 MB are wanted`);
  stdout.write(`${relative('.', folder)}\n${relative('.', archive)}  ${megabytes}\n`);
}

try {
  await pack(resolve(argv[2] ?? resolve(projectRoot, 'dist-bench/gradloom-bench')));
} catch (error) {
  stderr.write(`npm run bench:pack: ${error instanceof Error ? error.message : error}\n`);
  exit(1);
}
