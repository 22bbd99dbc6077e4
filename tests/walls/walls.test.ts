import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserWall } from '../../bin/walls/browser-wall.ts';
import { findLeaks } from '../../bin/walls/bundle-check.ts';

const COPIED = [
  ...[
    'src',
    'components',
    'services',
    'lib',
    'db',
    'netlify',
    'package.json',
    'index.html',
    '.dependency-cruiser.cjs',
  ],
  ...['base', 'lib', 'browser'].map((name) => `tsconfig.${name}.json`),
];

let copy: string;

// a copy of the repository in which a violation is planted: each wall has to find it there
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'team-chat-walls-'));
  for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

function run(command: string, ...args: string[]): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(join('node_modules/.bin', command), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { failed: status !== 0, output: stdout + stderr };
}

const tsc = (project: string) =>
  run(
    'tsc',
    '-p',
    `tsconfig.${project}.json`,
    '--outDir',
    join(copy, 'out'),
    '--tsBuildInfoFile',
    join(copy, 'out/info'),
  );

test('types: a page that imports Node, the database or a function does not compile', () => {
  plant(
    'src/node.ts',
    `import { createHash } from 'node:crypto';\nexport const hash = createHash('sha1');\n`,
  );
  plant('src/database.ts', `export * from '#db/client';\n`);
  plant('src/function.ts', `export * from '../netlify/server/env.ts';\n`);
  const { failed, output } = tsc('browser');

  expect(failed).toBe(true);
  expect(output).toMatch(/src\/node\.ts.*node:crypto/);
  expect(output).toMatch(/src\/database\.ts.*#db\/client/);
  expect(output).toMatch(/netlify\/server\/env\.ts' is not listed/);
});

test('types: what runs everywhere knows neither the DOM nor Node', () => {
  plant('lib/planted.ts', 'export const title = document.title;\nexport const home = process.env.HOME;\n');
  const { failed, output } = tsc('lib');

  expect(failed).toBe(true);
  expect(output).toMatch(/planted\.ts.*'document'/);
  expect(output).toMatch(/planted\.ts.*'process'/);
});

const FOLDERS = ['src', 'components', 'services', 'lib', 'db', 'netlify'];
const cruise = () => run('depcruise', '--config', '.dependency-cruiser.cjs', ...FOLDERS);

test.each<[string, Record<string, string>, string]>([
  ['imports the server SDK', { 'src/planted.ts': `import 'pusher';\n` }, 'browser-reaches-no-server-code'],
  [
    'reaches it through one more file',
    {
      'src/planted.ts': `export * from '../lib/planted.ts';\n`,
      'lib/planted.ts': `export * from './pusher-server.ts';\n`,
    },
    'browser-reaches-no-server-code',
  ],
  [
    'loads it later',
    { 'services/planted.ts': `export const later = () => import('../db/client.ts');\n` },
    'browser-reaches-no-server-code',
  ],
  ['imports Node', { 'components/planted.ts': `import 'node:fs';\n` }, 'browser-reaches-no-node'],
  ['lets a service know React', { 'services/planted.ts': `import 'react';\n` }, 'services-know-no-react'],
  [
    'lets a function know SQL',
    { 'netlify/functions/planted.ts': `import '../../db/client.ts';\n` },
    'functions-join-contract-and-use-case',
  ],
])('imports: a file that %s is found', (_what, files, rule) => {
  for (const [file, text] of Object.entries(files)) plant(file, text);
  const { failed, output } = cruise();

  expect(failed).toBe(true);
  expect(output).toContain(rule);
});

async function buildFailure(text: string): Promise<string> {
  plant('src/planted.ts', text);
  plant('index.html', '<!doctype html><script type="module" src="/src/planted.ts"></script>');
  const building = build({ root: copy, configFile: false, logLevel: 'silent', plugins: [browserWall(copy)] });
  return building.then(
    () => 'it was built',
    (error: Error) => error.message,
  );
}

test.each([
  ['pusher', `import Pusher from 'pusher';\nnew Pusher({});\n`],
  ['drizzle-orm', `import { sql } from 'drizzle-orm';\nconsole.log(sql);\n`],
  ['@neondatabase/serverless', `export const later = () => import('@neondatabase/serverless');\nlater();\n`],
  ['node:crypto', `import { createHash } from 'node:crypto';\nconsole.log(createHash);\n`],
  ['crypto', `import { createHash } from 'crypto';\nconsole.log(createHash);\n`],
  ['../db/client.ts', `import { connectDatabase } from '../db/client.ts';\nconsole.log(connectDatabase);\n`],
  ['#db/client', `import { connectDatabase } from '#db/client';\nconsole.log(connectDatabase);\n`],
])('the build: a page that imports %s is not built', async (source, text) => {
  expect(await buildFailure(text)).toContain(
    `src/planted.ts imports ${source}, which only runs on the server`,
  );
});

test.each([
  ['as a file', `console.log(new URL('../netlify/server/http/serve-auth.ts', import.meta.url).href);\n`],
  [
    'as a worker',
    `new Worker(new URL('../netlify/server/http/serve-auth.ts', import.meta.url), { type: 'module' });\n`,
  ],
])('the build: a page that takes server code %s is not built', async (_how, text) => {
  expect(await buildFailure(text)).toContain('which only runs on the server');
});

test('the build: a page without a violation is built', async () => {
  expect(await buildFailure(`import { isBlank } from '#lib/content';\nconsole.log(isBlank(''));\n`)).toBe(
    'it was built',
  );
});

test.each([
  ["Node's crypto", 'const h=createHash("sha1")'],
  ["Pusher's server SDK", 'headers={"x-pusher-library":"pusher-http-node 5"}'],
  ['Drizzle', 'Symbol.for("drizzle:Name")'],
  ["Neon's driver", 'headers["Neon-Connection-String"]=c'],
  ['a connection string', '"postgresql://user:pw@host/db"'],
  ['an import of Node', 'import"node:fs"'],
  ['the value of PUSHER_SECRET', 'const k="0123456789abcdef"'],
])('the bundle: %s is found', (what, text) => {
  plant('dist/assets/page.js', text);
  const leaks = findLeaks(join(copy, 'dist'), new Map([['PUSHER_SECRET', '0123456789abcdef']]));

  expect(leaks).toEqual([`${join(copy, 'dist/assets/page.js')} contains ${what}`]);
});

test('the bundle: the page as it is built has nothing of the server in it', async () => {
  await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { outDir: join(copy, 'dist') } });
  expect(findLeaks(join(copy, 'dist'), new Map())).toEqual([]);
});
