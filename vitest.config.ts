import { defineConfig } from 'vitest/config';
import { puppeteerProvider } from './tests/support/browser-provider.ts';
import { OpReporter } from './tests/support/op-reporter.ts';
import { SummaryReporter } from './tests/support/summary-reporter.ts';
import { prebundled } from './tools/prebundled.ts';
import { wgslPlugin } from './tools/wgsl-plugin.ts';

const operations = new OpReporter();

export default defineConfig({
  plugins: [wgslPlugin()],
  optimizeDeps: { include: prebundled },
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
