import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { dataPlugin } from './tools/data-plugin.mjs';
import { prebundled } from './tools/prebundled.ts';
import { projectRoot } from './tools/wgsl-parser.mjs';
import { wgslPlugin } from './tools/wgsl-plugin.ts';

const demos = resolve(projectRoot, 'demos');

const main = resolve(projectRoot, 'src/index.ts');
/** The folders that src/index.ts exports under a name, such as gl.layers. */
const namespaces = Array.from(
  readFileSync(main, 'utf8').matchAll(/^export \* as \w+ from '\.\/(.+)\.ts';$/gm),
  ([, file]) => file,
);

/**
 * Leaves `export * as layers from './layers/index.js'` as it is. The bundler would make an object of
 * everything in there, and apps would carry every layer for the sake of one.
 */
const namespacePlugin: Plugin = {
  name: 'gradloom:namespaces',
  enforce: 'pre',
  resolveId(source, importer) {
    const file = /^\.\/(.+)\.ts$/.exec(source)?.[1] ?? '';
    return importer && resolve(importer) === main && namespaces.includes(file)
      ? { id: `./${file}.js`, external: true }
      : null;
  },
};

/** The licence of what the build copies into dist/. */
const licencePlugin: Plugin = {
  name: 'gradloom:licences',
  generateBundle() {
    const source = readFileSync(resolve(projectRoot, 'node_modules/papaparse/LICENSE'));
    this.emitFile({ type: 'asset', fileName: 'vendor/papaparse/LICENSE', source });
  },
};

/** `vite build --mode library`: what is published, one file per module so that unused ones drop out. */
const library: UserConfig = {
  plugins: [wgslPlugin({ split: true }), namespacePlugin, licencePlugin],
  publicDir: false,
  build: {
    lib: {
      entry: Object.fromEntries(
        ['index', ...namespaces].map((file) => [file, resolve(projectRoot, `src/${file}.ts`)]),
      ),
      formats: ['es'],
      // npm does not publish folders that are called node_modules.
      fileName: (_, name) => `${name.replace('node_modules/', 'vendor/')}.js`,
    },
    outDir: resolve(projectRoot, 'dist'),
    target: 'es2022',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      output: { preserveModules: true, preserveModulesRoot: resolve(projectRoot, 'src') },
    },
  },
};

/** Everything else: the demo gallery, one page per folder of demos/. */
function gallery(): UserConfig {
  const pages = ['.', ...readdirSync(demos)]
    .map((folder) => resolve(demos, folder, 'index.html'))
    .filter((page) => existsSync(page));
  return {
    root: demos,
    base: './',
    appType: 'mpa',
    plugins: [wgslPlugin(), dataPlugin()],
    optimizeDeps: { include: prebundled },
    // A worker loads the engine that it measures on demand.
    worker: { format: 'es', plugins: () => [wgslPlugin()] },
    cacheDir: resolve(projectRoot, 'node_modules/.vite'),
    server: { fs: { allow: [projectRoot] } },
    build: {
      outDir: resolve(projectRoot, 'dist-demos'),
      emptyOutDir: true,
      target: 'es2022',
      // The engines that the page about throughput can load are large.
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: pages },
    },
  };
}

export default defineConfig(({ mode }) => (mode === 'library' ? library : gallery()));
