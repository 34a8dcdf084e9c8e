import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the output with one line of counts: `12 passed, 0 failed`, and `, 1 skipped` where any were. */
export default class CountsReporter implements Reporter {
  private line = '0 passed, 1 failed';

  onInit(): void {
    // A run that breaks off before its end, or finds no test, has failed even if no test has. Written as the process ends, so that
    // nothing comes after it.
    process.once('exit', () => process.stdout.write(`${this.line}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    if (modules.length > 0) this.line = countsOf(modules, unhandledErrors.length);
  }
}

/** A file that could not be run counts as one failure, and so does each error outside of tests. */
export function countsOf(modules: readonly Pick<TestModule, 'children' | 'state'>[], errors: number): string {
  const count = { passed: 0, failed: errors, skipped: 0 };
  for (const module of modules) {
    const failedBefore = count.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === 'pending' ? 'skipped' : state] += 1;
    }
    if (module.state() === 'failed' && count.failed === failedBefore) count.failed += 1;
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}
