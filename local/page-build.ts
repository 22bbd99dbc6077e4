import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'components',
  'services',
  'lib',
  'public',
  'index.html',
  'vite.config.ts',
  'bin/walls',
  'package.json',
  'package-lock.json',
];

/** Builds the page when there is none, or one older than its sources. */
export async function buildPageIfNeeded(root: string): Promise<void> {
  const built = lookAt(join(root, 'dist/index.html'));
  if (built && built.mtimeMs >= newestOf(SOURCES.map((name) => join(root, name)))) return;

  console.log('Building the page…');
  const { build } = await import('vite');
  await build({ root, logLevel: 'error' });
}

/** A folder counts as well: it is younger than the file that was removed from it. */
function newestOf(paths: string[]): number {
  return Math.max(0, ...paths.map(newestIn));
}

function newestIn(path: string): number {
  const found = lookAt(path);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  return Math.max(found.mtimeMs, newestOf(readdirSync(path).map((name) => join(path, name))));
}

function lookAt(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
