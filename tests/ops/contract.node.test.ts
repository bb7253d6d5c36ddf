import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const exported = [...read('src/ops/index.ts').matchAll(/export \{([^}]*)\}/g)]
  .flatMap(([, names]) => names.split(','))
  .map((name) => name.trim())
  .filter((name) => name !== '' && !name.startsWith('type '));

const tests = readdirSync(new URL('tests/ops/', root))
  .filter((file) => file.endsWith('.gpu.test.ts'))
  .map((file) => read(`tests/ops/${file}`))
  .join('\n');

/** As in checkOp('name', ...), or in a test's title that begins with the name. */
const isTested = (name: string) => new RegExp(`['\`]${name}\\b`).test(tests);

it('finds the operations', () => {
  expect(exported.length).toBeGreaterThan(40);
});

it.each(exported)('%s has a test in tests/ops', (name) => {
  expect(
    isTested(name),
    `Add a test for gl.${name}: tests/ops/<file>.gpu.test.ts with checkOp('${name}', ...)`,
  ).toBe(true);
});
