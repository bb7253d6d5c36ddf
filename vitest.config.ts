import { defineConfig } from 'vitest/config';
import { puppeteerProvider } from './tests/support/browser-provider.ts';
import { OpReporter } from './tests/support/op-reporter.ts';
import { SummaryReporter } from './tests/support/summary-reporter.ts';
import { wgslPlugin } from './tools/wgsl-plugin.ts';

const operations = new OpReporter();

export default defineConfig({
  plugins: [wgslPlugin()],
  // Known before the tests begin: found later, it would reload the page in their middle.
  optimizeDeps: {
    include: [
      'papaparse',
      '@jax-js/jax',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
  test: {
    isolate: false,
    fileParallelism: false,
    reporters: ['default', operations, new SummaryReporter(() => operations.problems.length)],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.node.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['tests/**/*.gpu.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            ui: false,
            screenshotFailures: false,
            provider: puppeteerProvider(),
            instances: [{ browser: 'chrome' }],
          },
        },
      },
    ],
  },
});
