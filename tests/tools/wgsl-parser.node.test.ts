import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseWgsl } from '../../tools/wgsl-parser.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradloom-wgsl-'));
  write('safe.wgsl', 'const LIMIT = 15.0;\nfn safe(x: f32) -> f32 { return min(x, LIMIT); }\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const kernel = `// a comment
//#import "safe.wgsl"
override TILE: u32 = 64u; /* a comment
of two lines */
fn twice(x: f32,   y: vec4<f32>) -> f32 {
  return safe(x) * 2.0; // why not
}
//#hook load
@group(0) @binding(0) var<storage, read_write> values: array<f32>;
fn load(i: u32) -> f32 { return values[i]; }
//#end
@compute @workgroup_size(TILE)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let v = twice(load(id.x), vec4f());
  //#hook store
  values[id.x] = v;
  //#end
}
`;

test('a kernel: code without comments and hook bodies, what it declares itself, what it imports', () => {
  const parsed = parseWgsl(write('kernel.wgsl', kernel));
  expect(parsed.code).toMatchInlineSnapshot(`
    "override TILE: u32 = 64u;
    fn twice(x: f32, y: vec4<f32>) -> f32 {
    return safe(x) * 2.0;
    }
    //#hook load
    @compute @workgroup_size(TILE)
    fn main(@builtin(global_invocation_id) id: vec3u) {
    let v = twice(load(id.x), vec4f());
    //#hook store
    }"
  `);
  expect(parsed.functions).toEqual(['twice']);
  expect(parsed.imports).toEqual([join(folder, 'safe.wgsl')]);
});

test('a file that two others import counts once', () => {
  write('left.wgsl', '//#import "safe.wgsl"\nfn left(x: f32) -> f32 { return safe(x); }\n');
  write('right.wgsl', '//#import "safe.wgsl"\nfn right(x: f32) -> f32 { return safe(x); }\n');
  const both = write('both.wgsl', '//#import "left.wgsl"\n//#import "right.wgsl"\n');
  expect(parseWgsl(both).files).toHaveLength(4);
});

const broken: [name: string, text: string, message: string][] = [
  ['missing import', '\n//#import "nope.wgsl"', 'a.wgsl:2: imports nope.wgsl, which does not exist'],
  ['circular import', '//#import "a.wgsl"', 'a.wgsl:1: circular import'],
  ['clash', '//#import "safe.wgsl"\nfn safe() {}', "a.wgsl:2: 'safe' is already declared in"],
  ['syntax', '//#import "safe.wgsl"\nfn f() {\n  let x = 3\n}', "a.wgsl:4: Expected ';' after statement"],
  ['misspelt keyword', '\nfnn f() {}', "a.wgsl:2: expected a declaration, got 'fnn'"],
  ['open bracket', 'fn f() {\n  let x = 3;\n', 'a.wgsl:3: a bracket is never closed'],
  ['open hook', 'const A = 1;\n//#hook load', 'a.wgsl:2: hook load has no //#end'],
  ['unknown directive', '//#inport "safe.wgsl"', 'a.wgsl:1: unknown directive //#inport'],
  [
    'shared binding',
    '@group(0) @binding(1) var<storage> a: array<f32>;\n@group(0) @binding(1) var<uniform> b: f32;',
    "a.wgsl:2: 'b' and 'a' share @group(0) @binding(1)",
  ],
];

test.each(broken)('%s is an error with file and line', (_, text, message) => {
  const file = write('a.wgsl', text);
  expect(() => parseWgsl(file)).toThrow(message);
});
