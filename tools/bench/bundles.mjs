// How large a minimal app is that trains the MLP, with each library as it is published.
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { fitApp, stepApp } from '../bundle/apps.mjs';
import { bundle, kilobytesOf } from '../bundle/build.mjs';
import { projectRoot } from '../wgsl-parser.mjs';

const ours = { gradloom: fitApp('gradloom'), 'gradloom, by a step of its own': stepApp('gradloom') };

/** The code that a page would have, with named imports where a library has them. */
const peers = {
  'TensorFlow.js 4.22.0 webgpu': `
    import { dispose, setBackend } from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-webgpu';
    import { layers, sequential } from '@tensorflow/tfjs-layers';
    await setBackend('webgpu');
    const model = sequential({ layers: [
      layers.dense({ units: 300, activation: 'relu', inputShape: [784] }),
      layers.dense({ units: 100, activation: 'relu' }),
      layers.dense({ units: 10, activation: 'softmax' }),
    ] });
    model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    console.info(await model.fit(globalThis.images, globalThis.labels, { epochs: 3, batchSize: 32 }));
    dispose(model.getWeights());`,
  'jax-js 0.1.25': `
    import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
    await init('webgpu');
    defaultDevice('webgpu');
    const loss = (weights, x, y) => {
      const hidden = nn.relu(np.matmul(x, weights[0]).add(weights[1]));
      const next = nn.relu(np.matmul(hidden, weights[2]).add(weights[3]));
      return nn.logSoftmax(np.matmul(next, weights[4]).add(weights[5])).mul(y).sum().mul(-1 / 32);
    };
    const step = jit((weights, x, y) => {
      const [value, gradients] = valueAndGrad(loss)(weights.map((weight) => weight.ref), x, y);
      return [weights.map((weight, k) => weight.sub(gradients[k].mul(0.01))), value];
    });
    console.info(step(globalThis.weights, globalThis.images, globalThis.labels));`,
};

/** @returns {Promise<{ title: string, bytes: number }[]>} minified and gzipped */
export async function bundleSizes() {
  await build({ root: projectRoot, mode: 'library', logLevel: 'error' });
  const sizes = [];
  for (const [title, source] of Object.entries(ours))
    sizes.push({ title, bytes: Math.round(kilobytesOf((await bundle(source)).needed) * 1024) });
  for (const [title, source] of Object.entries(peers)) sizes.push({ title, bytes: await sizeOf(source) });
  return sizes;
}

/** @param {string} source */
async function sizeOf(source) {
  const entry = 'virtual:app';
  const result = await build({
    configFile: resolve(projectRoot, 'bench/vite.config.ts'),
    build: { write: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
  });
  const [{ output }] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([result].flat());
  const chunks = output.filter((item) => item.type === 'chunk');
  // What the page loads before its first step: what the app imports, and jax-js its device.
  const names = new Set(
    chunks
      .filter(({ isEntry, name }) => isEntry || name.startsWith('webgpu'))
      .map(({ fileName }) => fileName),
  );
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      names.add(imported);
  }
  return chunks
    .filter(({ fileName }) => names.has(fileName))
    .reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0);
}
