/** `npm test`: every check there is, in the order in which they are quick to fail. `npm test -- unit e2e` runs some of them. */
import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';
import { findBrowser, installBrowser } from './browser.ts';
import { checkBundle } from './bundle.ts';

type Check = [name: string, run: () => void];

const checks: Check[] = [
  ['format and lint', () => run('biome', 'check', '--error-on-warnings', '.')],
  ['types', () => run('tsc', '-b')],
  [
    'imports',
    () =>
      run(
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        'src',
        'components',
        'services',
        'lib',
        'db',
        'netlify',
        'local',
        'bin',
        'tests',
      ),
  ],
  ['unused code', () => run('knip')],
  ['unit', () => run('vitest', 'run')],
  ['conformance', () => run('node', 'tests/conformance/run.ts')],
  ['bundle', checkBundle],
  ['browser', () => void (findBrowser() ?? installBrowser())],
  ['e2e', () => run('playwright', 'test')],
];

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} failed`);
}

const wanted = process.argv.slice(2);
const chosen = checks.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const failed: string[] = [];

for (const [name, check] of chosen) {
  const start = performance.now();
  console.log(styleText('bold', `\n── ${name}`));
  try {
    check();
    console.log(styleText('green', `✓ ${name}`), `${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed.push(name);
    console.error(styleText('red', `✗ ${name}:`), error instanceof Error ? error.message : error);
  }
}

console.log(`\nchecks: ${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0;
