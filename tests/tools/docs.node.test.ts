import { expect, it } from 'vitest';
import { operationsOf, readApi } from '../../tools/docs/api.ts';
import { pages } from '../../tools/docs/pages.ts';

const entries = readApi();
const operation = (name: string) => operationsOf(entries).find((entry) => entry.name === name);
const written = pages();

it('reads signatures with defaults, of functions and of what factories make', () => {
  expect(operation('leakyRelu')?.signatures).toEqual([
    'leakyRelu(x: TensorLike, negativeSlope: number = 0.2): Tensor',
  ]);
  expect(operation('relu')?.signatures).toEqual(['relu(x: TensorLike): Tensor']);
  expect(operation('grad')?.signatures).toHaveLength(2);
  expect(operation('einsum')?.signatures[0]).toContain('...operands: readonly TensorLike[]');
});

it('reads docstrings, their tags and the options that a function takes', () => {
  const { text, tags, options } = operation('conv2d') ?? { options: [] };
  expect(text).toMatch(/^Convolution over images/);
  expect(tags?.example.split('\n')).toHaveLength(4);
  expect(options[0].members.map(({ name }) => name)).toEqual(['strides', 'padding', 'dilationRate']);
});

it('leaves out second names and private members', () => {
  expect(operation('normal')).toBeDefined();
  expect(operation('randomNormal')).toBeUndefined();
  const model = entries.find(({ name }) => name === 'Sequential');
  expect(model?.members.map(({ name }) => name)).toContain('fit');
  expect(model?.members.filter(({ name }) => name.includes('#'))).toEqual([]);
});

it('writes a page for every operation and every namespace', () => {
  for (const { name } of operationsOf(entries)) expect(written.has(`api/ops/${name}.md`), name).toBe(true);
  for (const { name } of entries.filter(({ kind }) => kind === 'namespace')) {
    expect(written.has(`api/${name}.md`), name).toBe(true);
  }
});

it('links to pages that exist', () => {
  for (const [path, text] of written) {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]*\.md)?(?:#[^)]*)?\)/g)) {
      if (!target) continue;
      const { pathname } = new URL(target, `file:///${path}`);
      expect(written.has(pathname.slice(1)), `${path}: ${target}`).toBe(true);
    }
  }
});

it('says what the tests showed of an operation', () => {
  const relu = written.get('api/ops/relu.md') ?? '';
  for (const title of ['Example', 'Gradient', 'Edge values', 'Errors of rounding', 'Throws']) {
    expect(relu).toContain(`\n## ${title}\n`);
  }
  expect(relu).toContain('| NaN | NaN |');
  expect(relu).toContain('`y = max(x, 0)`');
});
