import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { dataPlugin } from './tools/data-plugin.mjs';
import { projectRoot } from './tools/wgsl-parser.mjs';
import { wgslPlugin } from './tools/wgsl-plugin.ts';

const demos = resolve(projectRoot, 'demos');

/** `vite build --mode library`: what is published, one file per module so that unused ones drop out. */
const library: UserConfig = {
  plugins: [wgslPlugin()],
  publicDir: false,
  build: {
    lib: {
      entry: resolve(projectRoot, 'src/index.ts'),
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
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
    cacheDir: resolve(projectRoot, 'node_modules/.vite'),
    server: { fs: { allow: [projectRoot] } },
    build: {
      outDir: resolve(projectRoot, 'dist-demos'),
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: pages },
    },
  };
}

export default defineConfig(({ mode }) => (mode === 'library' ? library : gallery()));
