import { writeFileSync } from 'node:fs';
import type { SuiteResult } from './suite-result.ts';

interface SpecResult {
  status: string;
  fullName: string;
  failedExpectations: { message: string }[];
}

/** Jasmine's reporter interface: counts specs, and writes the result for the runner to read. */
export default class FileReporter {
  readonly #result: SuiteResult = { passed: 0, failures: [] };

  specDone({ status, fullName, failedExpectations }: SpecResult): void {
    if (status === 'passed') this.#result.passed += 1;
    else
      this.#result.failures.push(
        `${fullName}: ${failedExpectations.map(({ message }) => message).join('; ')}`,
      );
  }

  suiteDone({ fullName, failedExpectations }: SpecResult): void {
    for (const { message } of failedExpectations) this.#result.failures.push(`${fullName}: ${message}`);
  }

  jasmineDone({ failedExpectations }: SpecResult): void {
    for (const { message } of failedExpectations) this.#result.failures.push(message);
    writeFileSync(process.env.CONFORMANCE_RESULT ?? '', JSON.stringify(this.#result));
  }
}
