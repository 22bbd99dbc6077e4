export interface SuiteResult {
  passed: number;
  /** One line a failed test. */
  failures: string[];
}
