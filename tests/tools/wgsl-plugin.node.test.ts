import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, expect, test } from 'vitest';
import type { WgslModule } from '../../src/core/wgsl.ts';
import { parseWgsl, projectRoot, shaderRoot } from '../../tools/wgsl-parser.mjs';
import { wgslPlugin } from '../../tools/wgsl-plugin.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradloom-plugin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = `
export { default as erf } from '${resolve(shaderRoot, 'elementwise/erf.wgsl')}';
export { default as exp } from '${resolve(shaderRoot, 'elementwise/exp.wgsl')}';
export { fetchCode } from '${resolve(projectRoot, 'src/schedule/fetch-code.ts')}';
`;

interface Built {
  readonly erf: WgslModule;
  readonly exp: WgslModule;
  readonly fetchCode: (modules: readonly WgslModule[]) => Promise<void>;
}

async function built(split: boolean): Promise<Built> {
  const outDir = join(folder, String(split));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      wgslPlugin({ split }),
      {
        name: 'entry',
        resolveId: (id) => (id.endsWith('entry') ? 'entry' : null),
        load: (id) => (id === 'entry' ? entry : null),
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      lib: { entry: 'entry', formats: ['es'], fileName: () => 'entry.mjs' },
      rolldownOptions: { output: { chunkFileNames: '[name].mjs' } },
    },
  });
  return import(/* @vite-ignore */ pathToFileURL(join(outDir, 'entry.mjs')).href);
}

const { code, functions } = parseWgsl(resolve(shaderRoot, 'elementwise/erf.wgsl'));

test('in the published package the code of shaders/later.wgsl arrives when it is fetched', async () => {
  const { erf, exp, fetchCode } = await built(true);
  expect([erf.code, Object.keys(erf.functions)]).toEqual(['', functions]);
  expect(erf.imports.map(({ name }) => name)).toEqual(['shared/numeric']);
  expect(exp.code).not.toBe('');
  await fetchCode([erf]);
  expect(erf.code).toBe(code);
});

test('elsewhere it is there at once', async () => {
  const { erf } = await built(false);
  expect(erf.code).toBe(code);
});
