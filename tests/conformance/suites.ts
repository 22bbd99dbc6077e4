import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bundleSpecs } from './bundle-specs.ts';
import { runNode } from './run-node.ts';
import type { SuiteResult } from './suite-result.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT_MS = 150_000;

const MochaReport = z.object({
  stats: z.object({ passes: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string(), err: z.object({ message: z.string().optional() }) })),
});
const JasmineReport = z.object({ passed: z.number(), failures: z.array(z.string()) });

/** `pusher`'s own tests against a live server. */
export async function runSdkSuite(scratch: string, pusherUrl: string): Promise<SuiteResult> {
  const resultFile = join(scratch, 'pusher.json');
  const args = [
    join(ROOT, 'node_modules/mocha/bin/mocha'),
    join(ROOT, 'node_modules/pusher/tests/remote/**/*.js'),
    ...['--reporter', 'json', '--reporter-option', `output=${resultFile}`],
  ];
  const output = await runNode(args, { cwd: scratch, env: { PUSHER_URL: pusherUrl }, timeoutMs: TIMEOUT_MS });
  const report = readResult(resultFile, MochaReport);
  if (!report) return didNotFinish(output);
  const failures = report.failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message ?? 'failed'}`);
  return { passed: report.stats.passes, failures };
}

/** `pusher-js`'s own node integration specs. */
export async function runClientSuite(scratch: string, env: Record<string, string>): Promise<SuiteResult> {
  const resultFile = join(scratch, 'pusher-js.json');
  await bundleSpecs(join(scratch, 'specs.cjs'));
  // the same settings as in pusher-js's spec/config/jasmine/integration.json: the specs depend on their order
  const config = {
    spec_dir: '.',
    spec_files: ['specs.cjs'],
    random: false,
    failSpecWithNoExpectations: false,
  };
  writeFileSync(join(scratch, 'jasmine.json'), JSON.stringify(config));
  const args = [
    join(ROOT, 'node_modules/jasmine/bin/jasmine.js'),
    `--config=${join(scratch, 'jasmine.json')}`,
    `--reporter=${join(import.meta.dirname, 'jasmine-reporter.ts')}`,
  ];
  const output = await runNode(args, {
    cwd: scratch,
    env: { ...env, CONFORMANCE_RESULT: resultFile },
    timeoutMs: TIMEOUT_MS,
  });
  return readResult(resultFile, JasmineReport) ?? didNotFinish(output);
}

function readResult<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

const didNotFinish = (output: string): SuiteResult => ({
  passed: 0,
  failures: [`the suite did not finish:\n${output}`],
});
