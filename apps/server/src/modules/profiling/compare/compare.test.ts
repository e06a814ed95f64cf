import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Comparison } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareInProcess } from './testing/compare-in-process.ts'

const run = promisify(execFile)
const PYTHON = join(process.env.DATAPILOT_HOME ?? '.datapilot', 'python', 'bin', 'python')
const SCRIPT = fileURLToPath(new URL('testing/compare_figures.py', import.meta.url))

interface LineFigures {
  psi: number
  bins: [number[], number[]]
  ks: number
  p: number
  means: [number, number]
}

interface Figures {
  rows: [number, number]
  valor: LineFigures
  quantidade: LineFigures
  dia: LineFigures
  uf: {
    psi: number
    variation: number
    chi_square: number
    p: number
    new: [number, number]
    vanished: [number, number]
  }
  name_variation: number
  missing: [number, number]
  keyed: {
    added: number
    removed: number
    changed: number
    unchanged: number
    cells: Record<string, number>
    keys_twice: number
    rows_twice: [number, number]
  }
  content: { added: number; removed: number; unchanged: number }
}

let folder: string
let figures: Figures
let comparison: Comparison

const path = (name: string) => join(folder, `${name}.parquet`)
const files = () => ({ base: path('base'), current: path('current'), differencesPath: path('differences') })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-'))
  const { stdout } = await run(PYTHON, [SCRIPT, folder])
  figures = JSON.parse(stdout) as Figures
  comparison = (await compareInProcess(files())).comparison
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

function driftOf(name: string) {
  const found = comparison.drift.find(({ column }) => column === name)
  if (!found) throw new Error(`no drift of ${name}`)
  return found
}

describe('a comparison, held against pandas and SciPy', () => {
  it('keeps its contract', () => {
    expect(Comparison.parse(comparison)).toEqual(comparison)
    expect([comparison.base.rows, comparison.current.rows]).toEqual(figures.rows)
  })

  it('says which columns came, went, were renamed and retyped', () => {
    const said = comparison.columns
      .filter(({ status }) => status !== 'same')
      .map(({ status, base, current, renamed, retyped }) => [status, base?.name, current?.name, renamed, retyped])
    expect(said).toEqual([
      ['changed', 'nome_cliente', 'cliente', true, false],
      ['changed', 'quantidade', 'quantidade', false, true],
      ['added', undefined, 'canal', false, false],
      ['removed', 'so_na_base', undefined, false, false],
    ])
  })

  it.each(['valor', 'quantidade', 'dia'] as const)('index, test and means of %s', (name) => {
    const drift = driftOf(name)
    const expected = figures[name]
    expect(drift.psi).toBeCloseTo(expected.psi, 10)
    expect(drift.bins.map(({ base_share }) => base_share)).toEqual(expected.bins[0])
    expect(drift.bins.map(({ current_share }) => current_share)).toEqual(expected.bins[1])
    expect(drift.ks?.statistic).toBeCloseTo(expected.ks, 11)
    expect(Math.abs((drift.ks?.p_value ?? NaN) - expected.p)).toBeLessThan(0.005)
    expect(drift.base_mean).toBeCloseTo(expected.means[0], 6)
    expect(drift.current_mean).toBeCloseTo(expected.means[1], 6)
  })

  it('index, test, distance, new and vanished values of a category', () => {
    const drift = driftOf('uf')
    const { uf } = figures
    expect(drift.psi).toBeCloseTo(uf.psi, 10)
    expect(drift.total_variation).toBeCloseTo(uf.variation, 11)
    expect(drift.chi_square?.statistic).toBeCloseTo(uf.chi_square, 6)
    expect(drift.chi_square?.p_value).toBeCloseTo(uf.p, 10)
    expect([drift.new_values?.distinct, drift.new_values?.rows]).toEqual(uf.new)
    expect([drift.vanished_values?.distinct, drift.vanished_values?.rows]).toEqual(uf.vanished)
    expect(drift.new_values?.examples[0]).toMatchObject({ value: 'BA' })
    expect(drift.missing.base_share).toBeCloseTo(figures.missing[0], 12)
    expect(drift.missing.current_share).toBeCloseTo(figures.missing[1], 12)
  })

  it('distance of free texts', () => {
    expect(driftOf('cliente')).toMatchObject({ family: 'text', base_column: 'nome_cliente', psi: null })
    expect(driftOf('cliente').total_variation).toBeCloseTo(figures.name_variation, 11)
  })

  it('finds the key whose rows agree, not the running number that was given anew, and reports repeated keys', () => {
    const { rows } = comparison
    const { keyed } = figures
    expect(rows).toMatchObject({ by: 'key', key: ['contrato'], key_from: 'found' })
    expect(rows).toMatchObject({
      added: keyed.added,
      removed: keyed.removed,
      changed: keyed.changed,
      unchanged: keyed.unchanged,
    })
    expect(rows?.current_duplicates).toEqual({
      keys: keyed.keys_twice,
      rows: keyed.rows_twice[1],
      rows_without_key: 0,
    })
    expect(rows?.base_duplicates).toEqual({ keys: 0, rows: keyed.rows_twice[0], rows_without_key: 0 })
    const cells = Object.fromEntries((rows?.changed_cells ?? []).map(({ column, cells }) => [column, cells]))
    const { nome_cliente: names, ...others } = keyed.cells
    const expected = Object.entries({ ...others, cliente: names ?? 0 }).filter(([, count]) => count > 0)
    expect(cells).toEqual(Object.fromEntries(expected))
  })

  it('accounts for every row of both sides', () => {
    const { rows, base, current } = comparison
    if (!rows?.base_duplicates || !rows.current_duplicates) throw new Error('compared by key')
    const shared = rows.unchanged + rows.changed
    expect(shared + rows.removed + rows.base_duplicates.rows + rows.base_duplicates.rows_without_key).toBe(base.rows)
    expect(shared + rows.added + rows.current_duplicates.rows + rows.current_duplicates.rows_without_key).toBe(
      current.rows,
    )
  })

  it('compares tables without a key as multisets of rows', async () => {
    const sides = { ...files(), base: path('base_content'), current: path('current_content') }
    const { comparison: found } = await compareInProcess(sides)
    expect(found.rows).toMatchObject({ by: 'content', key: null, changed: 0, ...figures.content })
  })

  it('is the same on one thread and on four, byte for byte', async () => {
    const [one, four] = [path('one'), path('four')]
    const single = await compareInProcess({ ...files(), threads: 1, differencesPath: one })
    const several = await compareInProcess({ ...files(), threads: 4, differencesPath: four })
    expect(several.comparison).toEqual(single.comparison)
    expect(single.comparison).toEqual(comparison)
    expect((await readFile(one)).equals(await readFile(four))).toBe(true)
  })
})
