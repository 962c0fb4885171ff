/** One direction: domain ← catalogue ← event-store ← { commands, vault, ledger ← bundle, read-model } ← apps; adapters only in apps. */
const lib = (name) => `^dist/libs/${name}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Which libraries each one may import; everything else is refused. */
const ALLOWED = {
  typebox: [],
  domain: ['typebox'],
  catalogue: ['typebox', 'domain'],
  sqlite: [],
  'event-store': ['domain', 'catalogue', 'sqlite'],
  vault: ['domain', 'catalogue', 'sqlite'],
  commands: ['domain', 'catalogue', 'event-store', 'vault'],
  ledger: ['domain', 'catalogue', 'event-store', 'sqlite'],
  bundle: ['domain', 'catalogue', 'ledger'],
  'read-model': ['domain', 'catalogue', 'event-store', 'sqlite'],
};
const TESTS = '\\.(spec|fixture)\\.js$|/testing/|/contract/';

export default {
  forbidden: [
    forbid('no-circular', 'A circle has no bottom to begin reading at.', {}, { circular: true }),
    ...Object.entries(ALLOWED).map(([name, allowed]) =>
      forbid(
        `${name}-direction`,
        `libs/${name} may import ${allowed.join(', ') || 'no other library'}.`,
        { path: lib(name), pathNot: TESTS },
        { path: '^dist/(libs|apps)/', pathNot: [name, ...allowed].map((n) => `^dist/libs/${n}/`) },
      ),
    ),
    forbid(
      'domain-is-pure',
      'The domain has no I/O, no framework and no clock.',
      { path: lib('domain'), pathNot: TESTS },
      { path: 'node_modules', pathNot: 'node_modules/(temporal-polyfill|temporal-utils|temporal-spec)/' },
    ),
    forbid(
      'domain-has-no-io',
      'The domain has no I/O.',
      { path: lib('domain'), pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'typebox-as-one-file',
      'It is five hundred modules, which each thread and process would load: import #typebox.',
      { path: '^dist/', pathNot: '^dist/libs/typebox/' },
      { path: 'node_modules/typebox/' },
    ),
    forbid(
      'adapters-only-in-apps',
      'Only the composition root chooses an adapter.',
      { path: '^dist/libs/', pathNot: `${TESTS}|/src/(sqlite|postgres|kurrentdb)/` },
      { path: '^dist/libs/(event-store|vault|ledger)/src/(sqlite|postgres|kurrentdb)/' },
    ),
    forbid(
      'postgres-only-in-its-adapter',
      'An installation with an embedded vault loads no client of PostgreSQL.',
      { path: '^dist/(libs|apps)/', pathNot: `${TESTS}|^dist/libs/(vault|ledger)/src/postgres/` },
      { path: 'node_modules/(pg|pg-[a-z]+|@electric-sql)/' },
    ),
    forbid(
      'database-client-only-in-its-adapter',
      'The client has a native half that not every machine can load, and failures that only the adapter knows.',
      { path: '^dist/(libs|apps)/', pathNot: `${TESTS}|^dist/libs/event-store/src/kurrentdb/` },
      { path: 'node_modules/@kurrent/' },
    ),
    forbid(
      'framework-only-in-shells',
      'Nest and GraphQL belong to apps, and to the command handlers.',
      { path: '^dist/libs/(?!commands/src/cqrs)', pathNot: TESTS },
      { path: 'node_modules/(@nestjs|graphql|@apollo|fastify)' },
    ),
    forbid(
      'shared-is-below-apps',
      'What applications share knows none of them.',
      { path: '^dist/apps/shared/' },
      { path: '^dist/apps/', pathNot: '^dist/apps/shared/' },
    ),
    forbid(
      'no-test-code-in-product',
      'What ships does not import tests.',
      { path: '^dist/(libs|apps)/', pathNot: TESTS },
      { path: TESTS },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.map$|\\.d\\.ts$' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
