// Fails on import cycles in src/, on imports that point up the layers, and on imports of packages.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';
import { projectRoot } from './wgsl-parser.mjs';

const parts = 'initializers regularizers constraints activations losses metrics optimizers layers data'.split(
  ' ',
);
/** From the bottom up; folders of one row may import each other. The last rows are files of src/ itself. */
const layers = [
  ['core'],
  ['shaders'],
  ['graph'],
  ['ops'],
  ['schedule'],
  ['gpu'],
  ['eager'],
  ['methods.ts', 'init.ts', 'tune.ts'],
  parts,
  ['model'],
  ['callbacks', 'search'],
  ['tensorflow'],
  ['index.ts'],
];

/** Development dependencies that the build copies into dist/: who installs gradloom installs nothing else. */
const inlined = ['papaparse'];

/** @typedef {{ from: string, to: string, line: number, typeOnly: boolean }} Import Paths are relative to the project. */

/** @param {string} path */
const layerOf = (path) => {
  const [top, next] = path.split('/');
  return top === 'src' ? next : top;
};
/** @param {string} path */
const rankOf = (path) => layers.findIndex((row) => row.includes(layerOf(path)));

/** @param {string} file relative to the project @returns {Import[]} */
function importsOf(file) {
  const text = readFileSync(resolve(projectRoot, file), 'utf8');
  const { module } = parseSync(file, text);
  const requests = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({ moduleRequest, entries })),
    ...module.staticExports.map(({ entries }) => ({ moduleRequest: entries[0]?.moduleRequest, entries })),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      moduleRequest: { ...moduleRequest, value: text.slice(moduleRequest.start + 1, moduleRequest.end - 1) },
      entries: [],
    })),
  ];
  return requests.flatMap(({ moduleRequest, entries }) => {
    if (!moduleRequest) return [];
    const { value, start } = moduleRequest;
    const local = value.startsWith('.');
    const target = local ? relative(projectRoot, resolve(projectRoot, dirname(file), value)) : value;
    return {
      from: file,
      to: target.split(sep).join('/'),
      line: text.slice(0, start).split('\n').length,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    };
  });
}

/** @param {Import} entry */
function layerProblem({ from, to, line }) {
  const at = `${from}:${line} imports ${to}`;
  // Files are Node's own modules; web pages never get there.
  if (to.startsWith('node:') && from === 'src/model/saving/folder.ts') return null;
  if (inlined.includes(to)) return null;
  if (!to.startsWith('src/') && !to.startsWith('shaders/')) return `${at}: src/ uses nothing but itself`;
  if (rankOf(to) < 0) return `${at}: that folder has no layer yet; add it to tools/check-imports.mjs`;
  if (rankOf(to) > rankOf(from)) return `${at}: ${layerOf(from)} is below ${layerOf(to)} and may not know it`;
  return null;
}

/** Types vanish at run time, so only other imports can make a cycle. @param {Import[]} imports */
function cycles(imports) {
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
  }
  /** @type {string[]} */
  const found = [];
  const done = new Set();
  const visit = (/** @type {string} */ file, /** @type {string[]} */ path) => {
    if (path.includes(file)) {
      found.push(`import cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

const files = readdirSync(resolve(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path.split(sep).join('/')}`)
  .sort();
const unplaced = files.filter((file) => rankOf(file) < 0);
const imports = files.flatMap(importsOf);
const problems = [
  ...unplaced.map((file) => `${file}: ${layerOf(file)} has no layer yet; add it to tools/check-imports.mjs`),
  ...imports.flatMap((entry) => layerProblem(entry) ?? []),
  ...cycles(imports),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
