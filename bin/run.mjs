// Runs a script on the repository's own Node, after installing what is missing: node bin/run.mjs <script> [args]
// The only file here that any Node from 20.19 on must understand.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const [script, ...args] = process.argv.slice(2);
if (!script) fail('Usage: node bin/run.mjs <script> [args]');
installIfNeeded();
run(join(root, script), args);

function installIfNeeded() {
  if (existsSync(node) && isInstalled()) return;

  console.log('Installing packages…');
  const { status, stdout, stderr, error } = spawnSync('npm', ['ci'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\nnpm ci failed`);
  if (!existsSync(node))
    fail('npm ci has not installed Node: does your npm refuse the install script of "node"?');
}

/** Compares what npm notes in node_modules with the lock file; a package for other systems may be missing. */
function isInstalled() {
  const notes = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(notes)) return false;
  const installed = packagesIn(notes);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function run(file, args) {
  // what the script starts itself (vite, vitest, …) is to run on the same Node
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const child = spawn(node, [file, ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
