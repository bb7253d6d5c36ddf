import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES, familyOf } from '../../tools/docs/families.ts';
import { readMeasurements } from '../../tools/docs/measured.ts';
import { catalogue, OTHERS } from '../support/op-catalogue.ts';
import { missingProofs, type OpProof } from '../support/op-proof.ts';

// Whether checkOp has proved an operation is known after the tests have run: tests/support/op-reporter.ts fails
// a complete run that leaves one without values, gradient, edges and refusals. Here is what can be said before.

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const entries = catalogue();

const tests = readdirSync(new URL('tests/ops/', root))
  .filter((file) => file.endsWith('.gpu.test.ts'))
  .map((file) => read(`tests/ops/${file}`))
  .join('\n');

it('finds the operations', () => {
  expect(entries.length).toBeGreaterThan(100);
});

it.each(entries.map(({ name }) => name))('%s has a test in tests/ops', (name) => {
  // As in checkOp('name', ...), or in a test's title that begins with the name.
  const isTested = new RegExp(`['\`]${name}\\b`).test(tests);
  expect(
    isTested,
    `Add a test for gl.${name}: tests/ops/<file>.gpu.test.ts with checkOp('${name}', ...)`,
  ).toBe(true);
});

it.each(entries)('$name has a docstring with an example', ({ text, tags }) => {
  expect(text).not.toBe('');
  expect(Object.keys(tags)).toContain('example');
});

const proved = entries.filter(({ name }) => !OTHERS.includes(name));

it.each(proved)('$name states formula and gradient, and is measured', ({ name, tags }) => {
  expect(Object.keys(tags)).toEqual(expect.arrayContaining(['formula', 'gradient']));
  expect(Object.keys(readMeasurements()), 'run npm run docs:measure').toContain(name);
});

it.each(entries)('$name belongs to a family of the reference', (entry) => {
  expect(FAMILIES, `Add ${entry.file} to tools/docs/families.ts`).toContain(familyOf(entry));
});

describe('missingProofs', () => {
  const all = ['values', 'gradient', 'edges', 'refusal'] as const;
  const proofs = (kinds: readonly OpProof['kind'][]): OpProof[] =>
    kinds.map((kind) => ({ op: 'sin', about: '', kind, dtypes: 'float32 → float32' }));

  it('is content with all four kinds, or with a declared lack of a gradient', () => {
    expect(missingProofs(['sin'], proofs(all))).toEqual([]);
    expect(missingProofs(['sin'], proofs(['values', 'none', 'edges', 'refusal']))).toEqual([]);
  });

  it.each(all)('misses %s', (kind) => {
    expect(missingProofs(['sin'], proofs(all.filter((other) => other !== kind)))).toHaveLength(1);
  });

  it('is not satisfied by no test, or by that of another operation', () => {
    expect(missingProofs(['sin', 'cos'], proofs(all))).toEqual([
      expect.stringContaining("checkOp('cos', ...) tests no values"),
    ]);
    expect(missingProofs(['sin'], [])).toHaveLength(1);
  });
});

it('exempts functions that exist and are none of tensors only', () => {
  const names = entries.map(({ name }) => name);
  expect(OTHERS.filter((name) => !names.includes(name))).toEqual([]);
});
