// Bundles small apps against dist/ and fails when one outgrows its budget or drags in kernels it cannot use.
import { relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { projectRoot } from './wgsl-parser.mjs';

const dist = resolve(projectRoot, 'dist');
const TRAINING_APP_KILOBYTES = 82;
const ONE_OP_KILOBYTES = 40;

const trainingApp = `
import * as gl from 'gradloom';
const model = gl.sequential([
  gl.layers.dense({ units: 300, activation: 'relu', inputShape: [784] }),
  gl.layers.dense({ units: 100, activation: 'relu' }),
  gl.layers.dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(globalThis.images, globalThis.labels, { epochs: 3, batchSize: 32 });
console.info(history.history);
`;
const oneOp = `
import { matmul } from 'gradloom';
console.info(await matmul([[1, 2]], [[3], [4]]).data());
`;

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
  // What the page loads before its first line runs; the rest (saving, loading) comes when it is called.
  const names = new Set(all.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names) {
    for (const imported of all.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(imported);
  }
  const chunks = all.filter(({ fileName }) => names.has(fileName));
  const modules = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([file, { code }]) => (code ? relative(dist, file) : [])),
  );
  return {
    kilobytes: chunks.reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0) / 1024,
    modules: modules.map((file) => file.split(sep).join('/')),
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
