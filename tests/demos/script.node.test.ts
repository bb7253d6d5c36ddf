import { expect, test } from 'vitest';
import { compileScript } from '../../demos/playground/script.ts';
import * as gl from '../../src/index.ts';

const resultOf = (code: string): unknown => compileScript(code).run(gl);

test('the last expression is the value of the code', () => {
  expect(resultOf('1 + 1')).toBe(2);
  expect(resultOf('const a = 2;\na * 3; // six\n')).toBe(6);
  expect(resultOf('const a = 2; const b = 3; a * b')).toBe(6);
  expect(resultOf('const a = [1, 2]\na\n  .map((x) => x + 1)\n  .join()')).toBe('2,3');
  expect(resultOf('let a = 0;\nfor (const k of [1, 2]) { a += k; }\n({ a })')).toEqual({ a: 3 });
  expect(resultOf("'a;b'")).toBe('a;b');
});

test('so is what it returns; a statement has no value', () => {
  expect(resultOf('if (gl) return 1;\nreturn 2;')).toBe(1);
  expect(resultOf('let a = 1;\nfor (const k of [1, 2]) { a += k; }')).toBeUndefined();
  expect(resultOf('const a = 1;')).toBeUndefined();
  expect(resultOf('')).toBeUndefined();
});

test('code may await, and must be JavaScript', async () => {
  const script = compileScript('const a = await 3;\na + 1');
  expect([script.isAsync, await script.run(gl)]).toEqual([true, 4]);
  expect(compileScript('1').isAsync).toBe(false);
  expect(() => compileScript('const = 1')).toThrow(SyntaxError);
});
