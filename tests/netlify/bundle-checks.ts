/** What Netlify has put into each function, which is also what it would deploy. */
import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DEMO_PASSWORD } from '../../local/seed/people.ts';
import type { Check } from './http-checks.ts';
import { NETLIFY_FOLDER } from './netlify-dev.ts';

const DEVELOPMENT_CODE = ['@electric-sql', 'local', 'tests'].map((folder) => `${sep}${folder}${sep}`);
// it copies the package.json of whatever is installed, but no code that is not imported
const CODE = /\.(?:[cm]?js|ts|wasm|data|node)$/;

export const bundleChecks: Check[] = [
  [
    'no function holds development code, PGlite or the demo password',
    async () => {
      const bundles = join(NETLIFY_FOLDER, 'functions-serve');
      const files = readdirSync(bundles, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && CODE.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      ok(files.length > 0, 'Netlify has bundled nothing');
      deepStrictEqual(
        files.filter((file) => isDevelopmentCode(file)).map((file) => relative(bundles, file)),
        [],
      );
    },
  ],
];

function isDevelopmentCode(file: string): boolean {
  const path = relative(NETLIFY_FOLDER, file);
  if (path.includes(`${sep}node_modules${sep}`)) return path.includes(`${sep}@electric-sql${sep}`);
  const text = readFileSync(file, 'utf8');
  // esbuild writes the path of each source above its part
  return (
    DEVELOPMENT_CODE.some((folder) => path.includes(folder)) ||
    text.includes(DEMO_PASSWORD) ||
    /@electric-sql|^\/\/ (?:local|tests|bin)\//m.test(text)
  );
}
