// `npm run check`: everything but the tests. One line per step; a failed step shows its output.
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from './wgsl-parser.mjs';

/** A step that needs another one is skipped once that has failed. */
const steps = [
  { name: 'types', commands: ['tsc -p tsconfig.json', 'tsc -p tsconfig.tools.json'] },
  {
    name: 'lint and format',
    commands: ['biome check --error-on-warnings --colors=off'],
    help: 'npm run format mends most of these',
  },
  { name: 'types of the shaders', commands: ['node tools/wgsl-types.mjs --check'] },
  { name: 'reference', commands: ['node tools/docs.mjs --check'] },
  { name: 'layers and cycles', commands: ['node tools/check-imports.mjs'] },
  {
    name: 'build',
    commands: ['vite build --mode library --logLevel warn', 'tsc -p tsconfig.build.json'],
  },
  {
    name: 'package',
    commands: ['publint --strict', 'attw --pack . --profile esm-only --format table-flipped'],
    needs: 'build',
  },
  { name: 'bundle', commands: ['node tools/check-bundle.mjs'], needs: 'build' },
];

const environment = {
  ...process.env,
  NO_COLOR: '1',
  PATH: `${resolve(projectRoot, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
};
/** @type {string[]} */
const failed = [];
for (const { name, commands, help, needs } of steps) {
  if (needs && failed.includes(needs)) {
    failed.push(name);
    console.info(`skipped ${name} (needs ${needs})`);
    continue;
  }
  const started = Date.now();
  const results = commands.map((command) =>
    spawnSync(command, { cwd: projectRoot, env: environment, encoding: 'utf8', shell: true }),
  );
  const bad = results.filter((result) => result.status !== 0);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.info(`${bad.length === 0 ? 'ok     ' : 'FAILED '} ${name} (${seconds} s)`);
  if (bad.length === 0) continue;
  failed.push(name);
  for (const { stdout, stderr } of bad) {
    console.error(stripVTControlCharacters(`${stdout}${stderr}`).trim());
  }
  if (help) console.error(help);
}
console.info(failed.length === 0 ? 'All checks passed.' : `Checks that did not pass: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
