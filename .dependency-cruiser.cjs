// The module rules of docs/architecture.md. scripts/module-rules.test.mjs derives them again from the imports,
// so that nothing here can be weakened unseen.
const MODULE = '^apps/(server|web)/src/modules/([^/]+)/'
const DATABASE_LIBRARIES = '(^|/)node_modules/(drizzle-orm|drizzle-kit|pg|pg-boss)(/|$)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '1-contracts-import-only-zod',
      severity: 'error',
      from: { path: '^packages/contracts/src/' },
      to: { pathNot: ['^packages/contracts/src/', '(^|/)node_modules/zod(/|$)'] },
    },
    {
      name: '2-platform-and-ui-know-no-module',
      severity: 'error',
      from: { path: '^apps/(server|web)/src/(platform|ui)/' },
      to: { path: '^apps/(server|web)/src/(modules|app)/' },
    },
    {
      name: '3-modules-meet-at-their-index',
      severity: 'error',
      from: { path: MODULE, pathNot: '\\.table\\.ts$' },
      to: {
        path: '^apps/$1/src/modules/[^/]+/',
        pathNot: ['^apps/$1/src/modules/$2/', '^apps/$1/src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: '3-others-enter-modules-by-their-index',
      severity: 'error',
      from: { path: '^(apps/(server|web)/src/app/|apps/cli/|bench/)' },
      to: {
        path: '^apps/server/src/modules/[^/]+/',
        pathNot: '^apps/server/src/modules/[^/]+/(index|[^/]+\\.table)\\.ts$',
      },
    },
    // A circle of types alone does not exist when the program runs; between modules it is refused all the same.
    {
      name: '3-no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: '3-no-cycles-between-modules',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/(server|web)/src/modules/[^/]+$' },
      to: { circular: true },
    },
    {
      name: '4-tables-import-only-tables',
      severity: 'error',
      from: { path: '\\.table\\.ts$' },
      to: {
        path: '^(apps|packages)/',
        pathNot: ['\\.table\\.ts$', '^packages/contracts/', '^apps/server/src/platform/db/'],
      },
    },
    {
      name: '5-routes-never-import-repositories',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: { path: '\\.(repository|table)\\.ts$' },
    },
    {
      name: '6-database-only-in-repositories',
      severity: 'error',
      from: {
        path: '^apps/(server|cli)/src/',
        pathNot: ['\\.(repository|table)\\.ts$', '^apps/server/src/platform/(db|jobs)/'],
      },
      to: { path: DATABASE_LIBRARIES },
    },
    {
      name: '7-surfaces-import-no-feature',
      severity: 'error',
      from: { path: '^apps/server/src/modules/(chat|mcp|operations)/' },
      to: {
        path: '^apps/server/src/modules/',
        pathNot: ['^apps/server/src/modules/$1/', '^apps/server/src/modules/identity/(index|[^/]+\\.table)\\.ts$'],
      },
    },
    {
      name: '8-web-never-imports-server',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/(server|cli)/' },
    },
    {
      name: '8-server-never-imports-web-or-command-line',
      severity: 'error',
      from: { path: '^apps/server/' },
      to: { path: '^apps/(web|cli)/' },
    },
    {
      name: '8-modules-never-import-app',
      severity: 'error',
      from: { path: MODULE },
      to: { path: '^apps/(server|web)/src/(app/|main\\.ts$)' },
    },
    {
      name: '8-command-line-needs-no-database',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: ['^apps/server/src/platform/(db|jobs|http|live)/', '^apps/server/src/app/'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
    doNotFollow: { path: 'node_modules' },
    // Tests reach across by purpose, and would close circles that the product does not have.
    exclude: { path: ['(^|/)(dist|drizzle|test-support)/', '\\.test\\.ts$', '^apps/[^/]+/test/'] },
  },
}
