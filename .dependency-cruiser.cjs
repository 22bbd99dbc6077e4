/** The import table of docs/decisions/0002: which folder may reach which. `reachable` follows imports of imports. */
const BROWSER = '^(src|components|services)/';
const SERVER_PACKAGES =
  '(^|/)node_modules/(pusher|drizzle-orm|@neondatabase|better-auth|@better-auth|@netlify|ws|@electric-sql|unhomoglyph)(/|$)';
const SERVER_FILES = '^(db|netlify|local|bin|tests)/|^lib/pusher-server\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'browser-reaches-no-server-code',
      comment: 'What the browser runs may not reach, at any distance, what only a function may run.',
      severity: 'error',
      from: { path: `${BROWSER}|^lib/pusher-client\\.ts$` },
      to: { path: `${SERVER_FILES}|${SERVER_PACKAGES}`, reachable: true },
    },
    {
      name: 'browser-reaches-no-node',
      severity: 'error',
      from: { path: `${BROWSER}|^lib/`, pathNot: '^lib/pusher-server\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'lib-runs-everywhere',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/pusher-(client|server)\\.ts$' },
      to: { pathNot: '^lib/(?!pusher-)|(^|/)node_modules/zod/mini/' },
    },
    {
      name: 'browser-loads-the-small-zod',
      comment: 'The methods of the other cannot be left out of a bundle: 16 kB of the first load.',
      severity: 'error',
      from: { path: BROWSER },
      to: { path: '(^|/)node_modules/zod/(?!mini/)' },
    },
    {
      name: 'pusher-client-is-one-sdk',
      severity: 'error',
      from: { path: '^lib/pusher-client\\.ts$' },
      to: { pathNot: '^lib/contracts/|(^|/)node_modules/pusher-js/' },
    },
    {
      name: 'pusher-server-is-one-sdk',
      severity: 'error',
      from: { path: '^lib/pusher-server\\.ts$' },
      to: { pathNot: '^lib/contracts/|(^|/)node_modules/pusher/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'one-import-of-each-pusher-sdk',
      severity: 'error',
      from: { pathNot: '^(lib/pusher-(client|server)\\.ts$|tests/|local/)' },
      to: { path: '(^|/)node_modules/pusher(-js)?/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'functions-join-contract-and-use-case',
      severity: 'error',
      from: { path: '^netlify/functions/' },
      to: { pathNot: '^netlify/server/|^lib/|(^|/)node_modules/@netlify/functions/' },
    },
    {
      name: 'server-stays-out-of-the-browser-folders',
      severity: 'error',
      from: { path: '^(db|netlify)/' },
      to: { path: `${BROWSER}|^(local|bin|tests)/|^lib/pusher-client\\.ts$` },
    },
    {
      name: 'db-knows-sql-and-nothing-else',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^netlify/' },
    },
    {
      name: 'only-db-knows-sql',
      severity: 'error',
      from: { path: '^netlify/' },
      to: { path: '(^|/)node_modules/(drizzle-orm|@neondatabase)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-know-no-react',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(components|src)/|(^|/)node_modules/(react|react-dom|@testing-library)/' },
    },
    {
      name: 'ui-is-looks-without-data',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^services/|^components/(?!ui/)|^src/' },
    },
    {
      name: 'features-know-no-other-feature',
      severity: 'error',
      from: { path: '^components/(?!ui/)([^/]+)/' },
      to: { path: '^components/(?!(ui|state)/)', pathNot: '^components/$1/' },
    },
    {
      name: 'features-do-not-know-the-app',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^src/' },
    },
    {
      name: 'development-code-is-not-shipped',
      severity: 'error',
      from: { path: '^(src|components|services|lib|db|netlify)/' },
      to: { path: '^(local|bin|tests)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { pathNot: '^tests/conformance/stand-ins/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
