import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findLeaks, knownSecrets } from './walls/bundle-check.ts';

const ROOT = join(import.meta.dirname, '..');

/** Builds the page as Netlify does: without a warning, without server code or a secret in it, and small enough. */
export function checkBundle(): void {
  const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, encoding: 'utf8' });
  const output = build.stdout + build.stderr;
  if (build.status !== 0) throw new Error(output);
  if (/warn|\(!\)/i.test(output)) throw new Error(`the build has warnings\n${output}`);
  const leaks = findLeaks(join(ROOT, 'dist'), knownSecrets(ROOT));
  if (leaks.length > 0) throw new Error(leaks.join('\n'));
  const size = spawnSync('npm', ['run', '--silent', 'size'], { cwd: ROOT, stdio: 'inherit' });
  if (size.status !== 0) throw new Error('the first load is too large');
}
