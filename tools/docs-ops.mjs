// `npm run docs:ops`: runs the tests of the operations and writes what they measured to docs/OPS.md.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { projectRoot } from './wgsl-parser.mjs';

const page = resolve(projectRoot, 'docs/OPS.md');
const { status } = spawnSync(
  process.execPath,
  [resolve(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'gpu', 'tests/ops/'],
  // The same inputs every time, so that the page changes with the operations only.
  {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, VITE_TEST_SEED: '1', GRADLOOM_OPS_PAGE: page },
  },
);
process.exitCode = status ?? 1;
