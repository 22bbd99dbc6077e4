/** `npm test`: every check there is, what fails quickly first. `npm test -- unit e2e` runs some of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { styleText } from 'node:util';
import { findBrowser, installBrowser } from './browser.ts';
import { checkBundle } from './bundle.ts';

/** Lines of a failed check that are printed once more at the end, where a log that is cut still has them. */
const LAST_LINES = 40;

/** Most are scripts of package.json, which can also be run one by one. */
const script = (name: string) => async () => {
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['inherit', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
  });
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk).slice(-20_000);
  };
  child.stdout.on('data', keep).pipe(process.stdout, { end: false });
  child.stderr.on('data', keep).pipe(process.stderr, { end: false });
  const [status] = await once(child, 'close');
  if (status !== 0) {
    const cause = printed.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
    throw new Error(`npm run ${name} failed`, { cause });
  }
};

const checks: Record<string, () => void | Promise<void>> = {
  lint: script('lint'),
  types: script('types'),
  imports: script('imports'),
  unused: script('unused'),
  unit: script('unit'),
  conformance: script('test:conformance'),
  bundle: checkBundle,
  browser: () => void (findBrowser() ?? installBrowser()),
  e2e: script('e2e'),
  faults: script('test:faults'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
const chosen = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
const failed = new Map<string, unknown>(unknown.map((name) => [name, undefined]));

for (const [name, check] of chosen) {
  const start = performance.now();
  console.log(styleText('bold', `\n── ${name}`));
  try {
    await check();
    console.log(styleText('green', `✓ ${name}`), `${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed.set(name, error instanceof Error ? error.cause : undefined);
    console.error(styleText('red', `✗ ${name}:`), error instanceof Error ? error.message : error);
  }
}

for (const [name, output] of failed) if (output) console.error(`\n── how ${name} ended\n${output}`);
if (unknown.length > 0)
  console.error(`There is no check ${unknown.join(', ')}: ${Object.keys(checks).join(', ')}`);
console.log(
  `\nchecks: ${chosen.length + unknown.length - failed.size} passed, ${failed.size} failed${failed.size > 0 ? `: ${[...failed.keys()].join(', ')}` : ''}`,
);
process.exitCode = failed.size > 0 ? 1 : 0;
