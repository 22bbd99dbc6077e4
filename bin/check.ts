/** `npm test`: every check there is, what fails quickly first. `npm test -- unit e2e` runs some of them. */
import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';
import { findBrowser, installBrowser } from './browser.ts';
import { checkBundle } from './bundle.ts';

/** Most are scripts of package.json, which can also be run one by one. */
const script = (name: string) => () => {
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm run ${name} failed`);
};

const checks: Record<string, () => void> = {
  lint: script('lint'),
  types: script('types'),
  imports: script('imports'),
  unused: script('unused'),
  unit: script('unit'),
  conformance: script('test:conformance'),
  bundle: checkBundle,
  browser: () => void (findBrowser() ?? installBrowser()),
  e2e: script('e2e'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
const chosen = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
const failed: string[] = [...unknown];

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

if (unknown.length > 0)
  console.error(`There is no check ${unknown.join(', ')}: ${Object.keys(checks).join(', ')}`);
console.log(`\nchecks: ${chosen.length + unknown.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
