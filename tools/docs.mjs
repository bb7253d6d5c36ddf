// `npm run docs`: writes the reference in docs/ from the docstrings and from what the tests measured.
// --measure runs the tests of the operations first; --check only says which pages are out of date.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { projectRoot } from './wgsl-parser.mjs';

const docs = resolve(projectRoot, 'docs');
const [option] = process.argv.slice(2);

/** The same inputs every time, so that the figures change with the operations only. */
function measure() {
  const { status } = spawnSync(
    process.execPath,
    [resolve(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'gpu', 'tests/ops/'],
    {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, VITE_TEST_SEED: '1', GRADLOOM_MEASURE: '1' },
    },
  );
  return status ?? 1;
}

if (option === '--measure' && measure() !== 0) process.exit(1);

/** @type {{ module: typeof import('./docs/pages.ts') }} */
const { module } = await runnerImport(resolve(projectRoot, 'tools/docs/pages.ts'), {
  root: projectRoot,
  configFile: false,
});

const pages = module.pages();
const existing = ['OPS.md', ...readdirSync(resolve(docs, 'api'), { recursive: true, encoding: 'utf8' })]
  .filter((path) => path.endsWith('.md'))
  .map((path) => (path === 'OPS.md' ? path : `api/${path.replaceAll('\\', '/')}`));
const superfluous = existing.filter((path) => !pages.has(path));
const stale = [...pages.keys()].filter(
  (path) => !existing.includes(path) || readFileSync(resolve(docs, path), 'utf8') !== pages.get(path),
);

if (option === '--check') {
  if (stale.length + superfluous.length > 0) {
    console.error(`Out of date in docs/: ${[...stale, ...superfluous].join(', ')}. Run npm run docs.`);
    process.exitCode = 1;
  }
} else {
  for (const path of superfluous) rmSync(resolve(docs, path));
  for (const path of stale) {
    mkdirSync(dirname(resolve(docs, path)), { recursive: true });
    writeFileSync(resolve(docs, path), pages.get(path) ?? '');
  }
  console.info(`docs/: ${pages.size} pages, ${stale.length} written, ${superfluous.length} removed.`);
}
