import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { projectRoot } from '../../tools/wgsl-parser.mjs';
import { wgslPlugin } from '../../tools/wgsl-plugin.ts';

const part = (name: string) => resolve(projectRoot, `bench/node/${name}.ts`);

/** The benchmark for Node, in which the engines are those of browsers. `npm run bench:pack` sets the folder and DAWN_VERSION. */
export default defineConfig({
  root: resolve(projectRoot, 'bench'),
  base: './',
  plugins: [wgslPlugin()],
  logLevel: 'error',
  // What looks for Node finds none, and takes itself to be in a worker.
  define: { 'process.versions.node': 'undefined' },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    // Names of kernels, and of functions in errors.
    minify: false,
    // WebAssembly comes as data, since Node cannot fetch files.
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      input: { main: part('main'), 'engine-process': part('engine-process') },
      external: [/^node:/],
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
