// Bundles small apps against dist/ and fails when one outgrows its budget or drags in kernels it cannot use.
import { relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { projectRoot } from './wgsl-parser.mjs';

const dist = resolve(projectRoot, 'dist');
const TRAINING_APP_KILOBYTES = 80;
const ONE_OP_KILOBYTES = 44.3;

/** What apps load when they ask for it, and neither of these two does. Whatever else is split off counts. */
const LATER = ['model/later.js', 'shaders/later.wgsl.js'];

// Apps start on an event, as here, rather than by a top-level await, which keeps bundlers from letting chunks share
// the code of the entry: 3 KB more.
const trainingApp = `
import * as gl from 'gradloom';
const model = gl.sequential([
  gl.layers.dense({ units: 300, activation: 'relu', inputShape: [784] }),
  gl.layers.dense({ units: 100, activation: 'relu' }),
  gl.layers.dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
model.fit(globalThis.images, globalThis.labels, { epochs: 3, batchSize: 32 })
  .then(({ history }) => console.info(history));
`;
const oneOp = `
import { matmul } from 'gradloom';
matmul([[1, 2]], [[3], [4]]).data().then(console.info);
`;

/** @param {string} file */
const inDist = (file) => relative(dist, file).split(sep).join('/');

/** @param {string} source */
async function bundle(source) {
  const entry = 'virtual:app';
  const result = await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { gradloom: resolve(dist, 'index.js') } },
    build: { write: false, target: 'es2022', rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
  });
  const [{ output }] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([result].flat());
  const all = output.filter((item) => item.type === 'chunk');
  /** @type {Set<import('vite').Rolldown.OutputChunk>} */
  const chunks = new Set();
  /** @param {import('vite').Rolldown.OutputChunk} chunk */
  const load = (chunk) => {
    if (chunks.has(chunk) || LATER.includes(inDist(chunk.facadeModuleId ?? ''))) return;
    chunks.add(chunk);
    const needed = new Set([...chunk.imports, ...chunk.dynamicImports]);
    for (const other of all) if (needed.has(other.fileName)) load(other);
  };
  for (const chunk of all) if (chunk.isEntry) load(chunk);
  const modules = [...chunks].flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([file, { code }]) => (code ? inDist(file) : [])),
  );
  return {
    kilobytes: [...chunks].reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0) / 1024,
    modules,
  };
}

const app = await bundle(trainingApp);
const op = await bundle(oneOp);
const unrelated = op.modules.filter((file) =>
  /^(shaders\/(optimizer|loss|data)|vendor|callbacks|search)\//.test(file),
);
const [withMethods, withKernels] = ['methods.js', 'shaders/'].map((start) =>
  op.modules.some((file) => file.startsWith(start)),
);
/** @type {[name: string, kilobytes: number, budget: number][]} */
const sizes = [
  ['an app that trains an MLP', app.kilobytes, TRAINING_APP_KILOBYTES],
  ['an app that uses one op', op.kilobytes, ONE_OP_KILOBYTES],
];
for (const [name, kilobytes, budget] of sizes) {
  console.info(`${name}: ${kilobytes.toFixed(1)} of ${budget} KB gzipped`);
  if (kilobytes > budget) {
    console.error(`${name} is over its budget; see what grew, or raise the budget in tools/check-bundle.mjs`);
    process.exitCode = 1;
  }
}
/** @param {string} problem */
const fail = (problem) => {
  console.error(`an app that uses one op ${problem}`);
  process.exitCode = 1;
};
if (unrelated.length > 0) fail(`carries what it cannot use: ${unrelated.join(', ')}`);
if (!withMethods) fail('lost src/methods.ts, so tensors have no methods: see "sideEffects" in package.json');
if (!withKernels) fail('has no kernel: this check looks at the wrong names');
