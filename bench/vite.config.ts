import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { projectRoot } from '../tools/wgsl-parser.mjs';
import { wgslPlugin } from '../tools/wgsl-plugin.ts';

/** The benchmark's page, built as a user's build would be. */
export default defineConfig({
  root: resolve(projectRoot, 'bench'),
  base: './',
  plugins: [wgslPlugin()],
  logLevel: 'error',
  build: {
    outDir: resolve(projectRoot, 'node_modules/.vite-bench'),
    emptyOutDir: true,
    target: 'es2022',
    // The peers are large.
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { input: resolve(projectRoot, 'bench/page.html') },
  },
  preview: { port: 0 },
});
