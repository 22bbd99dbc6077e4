/** `npm run test:netlify`: the app in `netlify dev`, which is the reference for functions, headers and redirects. */
import { styleText } from 'node:util';
import { bundleChecks } from './bundle-checks.ts';
import { type Check, httpChecks } from './http-checks.ts';
import { getNetlifyCli, type NetlifyDev, startNetlifyDev } from './netlify-dev.ts';
import { pageChecks } from './page-checks.ts';

const LIMIT_MS = 12 * 60_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
setTimeout(() => {
  console.error(`✗ gave up after ${LIMIT_MS / 60_000} minutes`);
  process.exit(1);
}, LIMIT_MS).unref();

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(styleText('red', `✗ ${error instanceof Error ? error.message : error}`));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

async function run(): Promise<boolean> {
  console.log('Getting netlify-cli by npx: the first time takes some minutes…');
  console.log(getNetlifyCli());
  const { result: dev, seconds } = await timed(startNetlifyDev);
  console.log(`netlify dev is ready after ${seconds} s, with a new database, at ${dev.origin}`);
  const people = pageChecks();
  try {
    const failed = await runAll([...httpChecks, ...people.checks, ...bundleChecks], dev);
    report(dev.callTimes());
    if (failed > 0) console.log(`\n${dev.lastLines()}\n`);
    const passed = httpChecks.length + people.checks.length + bundleChecks.length - failed;
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0;
  } finally {
    await people.close();
    await dev.stop();
  }
}

async function runAll(checks: Check[], dev: NetlifyDev): Promise<number> {
  let failed = 0;
  for (const [name, check] of checks) {
    try {
      const { seconds } = await timed(() => check(dev));
      console.log(styleText('green', '✓'), name, `(${seconds} s)`);
    } catch (error) {
      failed += 1;
      console.log(styleText('red', `✗ ${name}:`), error instanceof Error ? error.message : error);
    }
  }
  return failed;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: string }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

function report(times: number[]): void {
  const sorted = times.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(
    `${times.length} calls of functions, each in a new worker: median ${median} ms, slowest ${sorted.at(-1)} ms`,
  );
}
