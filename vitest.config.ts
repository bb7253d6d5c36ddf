import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { puppeteerProvider } from './tests/support/browser-provider.ts';
import { OpReporter } from './tests/support/op-reporter.ts';
import { SummaryReporter } from './tests/support/summary-reporter.ts';
import { prebundled } from './tools/prebundled.ts';
import { wgslPlugin } from './tools/wgsl-plugin.ts';

const operations = new OpReporter();
const ENGINES = ['tests/bench/**/*.gpu.test.ts'];

/** Tests on WebGPU, in one page of a browser. */
function inBrowser(name: string, files: { include: string[]; exclude?: string[] }): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      ...files,
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
  };
}

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
      inBrowser('gpu', { include: ['tests/**/*.gpu.test.ts'], exclude: ENGINES }),
      // A browser to itself: where eight engines have worked in one page, Chrome may drop WebGPU under all of them.
      inBrowser('engines', { include: ENGINES }),
    ],
  },
});
