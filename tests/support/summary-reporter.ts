import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends a run with one line for other programs to read: `N passed, N failed`. */
export class SummaryReporter implements Reporter {
  readonly #furtherFailures: () => number;

  /** @param furtherFailures what other reporters found at the end of the run */
  constructor(furtherFailures: () => number) {
    this.#furtherFailures = furtherFailures;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]) {
    const count = { passed: 0, failed: errors.length + this.#furtherFailures(), skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) {
        if (state === 'pending') count.failed++;
        else count[state]++;
      }
      // A file that does not load, or a hook that throws, fails without a failed test.
      if (module.state() === 'failed' && !states.includes('failed')) count.failed++;
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    console.info(`${count.passed} passed, ${count.failed} failed${skipped}`);
  }
}
