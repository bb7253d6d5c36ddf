// Bundles small apps against dist/ and fails when one outgrows its budget or drags in kernels it cannot use.
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { projectRoot } from './wgsl-parser.mjs';

const TRAINING_APP_KILOBYTES = 45;
const ONE_OP_KILOBYTES = 35;

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
    resolve: { alias: { gradloom: resolve(projectRoot, 'dist/index.js') } },
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
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
  const kernels = [...code.matchAll(/["'`]([a-z-]+)\/[a-z0-9-]+["'`],/g)].map(([, family]) => family);
  return { kilobytes: gzipSync(code).byteLength / 1024, families: new Set(kernels) };
}

const app = await bundle(trainingApp);
const op = await bundle(oneOp);
const unrelated = ['optimizer', 'loss', 'data'].filter((family) => op.families.has(family));
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
if (unrelated.length > 0) {
  console.error(`an app that uses one op carries kernels of shaders/${unrelated.join(', shaders/')}`);
  process.exitCode = 1;
}
