import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const require = createRequire(import.meta.url);
const packageJson = require.resolve('pusher-js/package.json');
const packageRoot = dirname(packageJson);
const specFolder = join(packageRoot, 'spec/javascripts/integration/core');
const helpers = join(packageRoot, 'spec/javascripts/helpers');

// what webpack's `resolve` says in pusher-js's own spec/config/jasmine/webpack.integration.js
const MODULE_FOLDERS = [
  join(packageRoot, 'src'),
  join(packageRoot, 'src/runtimes'),
  join(packageRoot, 'src/runtimes/node'),
  helpers,
];
const ENDINGS = ['', '.ts', '.js', '/index.ts', '/index.js'];
const ALIASES = new Map([
  ['pusher_integration', join(import.meta.dirname, 'stand-ins/pusher-integration.cjs')],
  ['integration', join(import.meta.dirname, 'stand-ins/integration.cjs')],
  ['dom/dependencies', join(helpers, 'node/mock-dom-dependencies.ts')],
  ['dom/dependency_loader', join(helpers, 'node/mock-dom-dependencies.ts')],
]);

/** Bundles pusher-js's sources and its node integration specs, as they are in the package, into one file. */
export async function bundleSpecs(outfile: string): Promise<void> {
  await build({
    stdin: { contents: entry(), resolveDir: specFolder },
    outfile,
    bundle: true,
    platform: 'node',
    // the specs assign to undeclared variables, so they must not become a strict ES module
    format: 'cjs',
    define: {
      RUNTIME: '"node"',
      VERSION: JSON.stringify(require(packageJson).version),
      CDN_HTTP: '""',
      CDN_HTTPS: '""',
      DEPENDENCY_SUFFIX: '""',
    },
    // as in pusher-js's tsconfig: a declared field must not overwrite what a parent's constructor has set
    tsconfigRaw: { compilerOptions: { target: 'ES6', useDefineForClassFields: false } },
    plugins: [resolveAsWebpackDoes],
    logLevel: 'error',
  });
}

/**
 * The package's index.node.js finds its specs with webpack's `require.context` and runs them with TLS and without.
 * This finds the same ones; the local server has no TLS.
 */
function entry(): string {
  const names = readdirSync(specFolder).filter((name) => /_spec(\.js)?$/.test(name));
  return names.map((name) => `require('./${name}')([{ transport: 'ws', forceTLS: false }]);`).join('\n');
}

const resolveAsWebpackDoes: Plugin = {
  name: 'resolve-as-webpack-does',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^testenv$/ }, ({ path }) => ({ path, namespace: 'testenv' }));
    onLoad({ filter: /.*/, namespace: 'testenv' }, () => ({ contents: 'module.exports = "node"' }));
    onResolve({ filter: /.*/ }, ({ path, resolveDir }) => {
      const folders = path.startsWith('.') ? [resolveDir] : MODULE_FOLDERS;
      const found = ALIASES.get(path) ?? folders.map((folder) => fileAt(join(folder, path))).find(Boolean);
      return found === undefined ? undefined : { path: found };
    });
  },
};

function fileAt(path: string): string | undefined {
  return ENDINGS.map((ending) => path + ending).find(
    (file) => /\.[cm]?[jt]s$/.test(file) && existsSync(file),
  );
}
