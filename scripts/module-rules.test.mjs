// The module rules of docs/architecture.md, derived again from the imports without dependency-cruiser, and the proof
// that each rule of its configuration fires: neither can be weakened without a test failing.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listTree } from './launcher/tree.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
const DATABASE = /^(drizzle-orm|drizzle-kit|pg|pg-boss)(\/|$)/
const TEST = /\.test\.ts$|\/test-support\//

/** Import specifiers of a source; relative ones and those of the workspace become paths in the project. */
function readImports(file, source) {
  return [...source.matchAll(IMPORT)].map((match) => {
    const target = match[1] ?? match[2]
    if (target.startsWith('.')) return normalize(join(dirname(file), target))
    if (target.startsWith('@datapilot/server/')) return target.replace('@datapilot/server', 'apps/server/src')
    if (target.startsWith('@datapilot/contracts')) return 'packages/contracts/src/index.ts'
    return target
  })
}

const moduleOf = (path) => /^apps\/(server|web)\/src\/modules\/([^/]+)\//.exec(path)?.slice(1).join('/')
const isIndex = (path) => /\/modules\/[^/]+\/index\.ts$/.test(path)
const isTable = (path) => path.endsWith('.table.ts')
const isProject = (path) => /^(apps|packages)\//.test(path)
const isSurface = (path) => /^apps\/server\/src\/modules\/(chat|mcp|operations)\//.test(path)

/** Each rule says which import, from a file of the product to a target, breaks it. */
const RULES = {
  1: (from, to) =>
    from.startsWith('packages/contracts/src/') && !to.startsWith('packages/contracts/src/') && !/^zod(\/|$)/.test(to),
  2: (from, to) =>
    /^apps\/(server|web)\/src\/(platform|ui)\//.test(from) && /^apps\/(server|web)\/src\/(modules|app)\//.test(to),
  3: (from, to) => {
    if (!moduleOf(to) || moduleOf(from) === moduleOf(to) || isIndex(to)) return false
    return !isTable(to) || !(isTable(from) || from.includes('/src/app/'))
  },
  4: (from, to) =>
    isTable(from) &&
    isProject(to) &&
    !isTable(to) &&
    !/^(packages\/contracts|apps\/server\/src\/platform\/db)\//.test(to),
  5: (from, to) => from.endsWith('.routes.ts') && /\.(repository|table)\.ts$/.test(to),
  6: (from, to) =>
    DATABASE.test(to) && !/\.(repository|table)\.ts$|^apps\/server\/src\/platform\/(db|jobs)\//.test(from),
  7: (from, to) =>
    isSurface(from) &&
    moduleOf(to) !== undefined &&
    moduleOf(to) !== moduleOf(from) &&
    !/^apps\/server\/src\/modules\/identity\/(index|[^/]+\.table)\.ts$/.test(to),
  8: (from, to) =>
    (from.startsWith('apps/web/') && /^apps\/(server|cli)\//.test(to)) ||
    (from.startsWith('apps/server/') && /^apps\/(web|cli)\//.test(to)) ||
    (from.startsWith('apps/cli/') && /^apps\/server\/src\/(app|platform\/(db|jobs|http|live))\//.test(to)) ||
    (moduleOf(from) !== undefined && /^apps\/(server|web)\/src\/(app\/|main\.ts$)/.test(to)),
  // The linter does not see tests at all, so this one is checked here only.
  tests: (_from, to) => TEST.test(to),
}

/** @param {Record<string, string>} files - path in the project → source */
function findViolations(files) {
  const product = Object.entries(files).filter(([file]) => !TEST.test(file))
  return product.flatMap(([file, source]) =>
    readImports(file, source).flatMap((target) =>
      Object.keys(RULES)
        .filter((rule) => RULES[rule](file, target))
        .map((rule) => `${rule}: ${file} → ${target}`),
    ),
  )
}

/** Modules that reach each other in a circle through their imports. */
function findModuleCycles(files) {
  const edges = new Map()
  for (const [file, source] of Object.entries(files)) {
    const from = moduleOf(file)
    if (!from || TEST.test(file)) continue
    for (const target of readImports(file, source)) {
      const to = moduleOf(target)
      // A table may name another module's table for its foreign key; the database has no start order to break.
      if (to && to !== from && !isTable(file)) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  const reaches = (from, goal, seen = new Set()) =>
    [...(edges.get(from) ?? [])].some((to) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))))
  return [...edges.keys()].filter((name) => reaches(name, name))
}

const SOURCE = /^(apps|packages)\/[^/]+\/src\/.*\.(ts|vue)$/
const readProject = () =>
  Object.fromEntries(
    listTree(ROOT)
      .filter(({ relative }) => SOURCE.test(relative))
      .map(({ relative }) => [relative, fs.readFileSync(join(ROOT, relative), 'utf8')]),
  )

const S = 'apps/server/src'
const PLANTED = {
  [`packages/contracts/src/bad.ts`]: [1, "import { join } from 'node:path'\nexport const x = join"],
  [`${S}/platform/bad.ts`]: [2, "export { a } from '../modules/alpha/index.ts'"],
  [`${S}/modules/alpha/deep.service.ts`]: [3, "import { b } from '../beta/inside.ts'\nexport const x = b"],
  [`${S}/modules/alpha/bad.table.ts`]: [4, "import { x } from './deep.service.ts'\nexport const t = x"],
  [`${S}/modules/alpha/bad.routes.ts`]: [5, "import { r } from './alpha.repository.ts'\nexport const x = r"],
  [`${S}/modules/alpha/bad.service.ts`]: [6, "import pg from 'pg'\nexport const x = pg"],
  [`${S}/modules/chat/bad.service.ts`]: [7, "import { a } from '../alpha/index.ts'\nexport const x = a"],
  [`apps/web/src/bad.ts`]: [8, "import type { A } from '../../server/src/modules/alpha/index.ts'\nexport type B = A"],
  [`${S}/bad.ts`]: [8, "import { c } from '../../cli/src/main.ts'\nexport const x = c"],
  [`${S}/modules/beta/bad.ts`]: [8, "import { c } from '../../app/compose.ts'\nexport const x = c"],
  [`apps/cli/src/bad.ts`]: [8, "import { d } from '../../server/src/platform/db/database.ts'\nexport const x = d"],
  [`${S}/platform/uses-test.ts`]: ['tests', "import { t } from './x.test.ts'\nexport const x = t"],
  [`${S}/app/bad.ts`]: [3, "import { b } from '../modules/beta/inside.ts'\nexport const x = b"],
}
const INNOCENT = {
  [`${S}/modules/alpha/index.ts`]: "import { b } from '../beta/index.ts'\nexport const a = b\nexport type A = string",
  [`${S}/modules/beta/index.ts`]: "import { a } from '../alpha/index.ts'\nexport const b = () => a",
  [`${S}/modules/beta/inside.ts`]: 'export const b = 1',
  [`${S}/modules/alpha/alpha.repository.ts`]: "import pg from 'pg'\nexport const r = pg",
  [`${S}/platform/db/database.ts`]: 'export const d = 1',
  [`${S}/platform/x.test.ts`]: 'export const t = 1',
  [`${S}/app/compose.ts`]: 'export const c = 1',
  [`apps/cli/src/main.ts`]: 'export const c = 1',
}

describe('the module rules', () => {
  it('hold in every source file, read without the linter', () => {
    const files = readProject()
    expect(Object.keys(files).length).toBeGreaterThan(50)
    expect(findViolations(files)).toEqual([])
    expect(findModuleCycles(files)).toEqual([])
  })

  it.each(Object.entries(PLANTED))('are seen to be broken in %s', (file, [rule, source]) => {
    expect(findViolations({ [file]: source }).map((text) => text.split(':')[0])).toContain(String(rule))
  })

  it('see two modules that need each other', () => {
    expect(findModuleCycles(INNOCENT).toSorted()).toEqual(['server/alpha', 'server/beta'])
  })
})

describe('dependency-cruiser', () => {
  let folder
  beforeAll(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'module-rules-'))
    const sources = Object.entries(PLANTED).map(([file, [, source]]) => [file, source])
    for (const [file, source] of [...sources, ...Object.entries(INNOCENT)]) {
      fs.mkdirSync(join(folder, dirname(file)), { recursive: true })
      fs.writeFileSync(join(folder, file), source)
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json'])
      fs.copyFileSync(join(ROOT, name), join(folder, name))
    fs.writeFileSync(join(folder, 'package.json'), '{"type":"module","dependencies":{"pg":"*"}}')
    fs.mkdirSync(join(folder, 'node_modules/pg'), { recursive: true })
    fs.writeFileSync(join(folder, 'node_modules/pg/package.json'), '{"name":"pg","version":"1.0.0","main":"index.js"}')
    fs.writeFileSync(join(folder, 'node_modules/pg/index.js'), '')
  })
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('fires every rule of the configuration on a planted violation', () => {
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'packages']
    const { stdout } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    const fired = new Set(JSON.parse(stdout).summary.violations.map((violation) => violation.rule.name))
    const { forbidden } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'))
    expect([...fired].toSorted()).toEqual(forbidden.map((rule) => rule.name).toSorted())
    expect(forbidden.every((rule) => rule.severity === 'error')).toBe(true)
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8])
      expect([...fired].some((name) => name.startsWith(`${number}-`))).toBe(true)
  })
})
