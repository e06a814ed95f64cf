import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem, Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  mkdirSync(join(folder, 'tmp'))
  file = join(folder, 'vendas.csv')
  writeFileSync(file, 'loja;valor\nNorte;1.234,56\nSul;2,50\nNorte;10,00\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function datapilot(...args: string[]) {
  const env = { ...process.env, TMPDIR: join(folder, 'tmp'), LANG: 'en_US.UTF-8', LC_ALL: '' }
  return spawnSync(process.execPath, ['--no-warnings', MAIN, ...args], { encoding: 'utf8', env })
}

describe('datapilot profile', () => {
  it('prints exactly a profile with --json, and leaves no temporary file', () => {
    const { status, stdout } = datapilot('profile', file, '--json')
    const profile = Profile.parse(JSON.parse(stdout))
    expect([status, profile.rows, profile.columns[1]?.number?.sum]).toEqual([0, 3, '1247.06'])
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })

  it('prints a summary in the language asked for, and writes reports', () => {
    expect(datapilot('profile', file, '--lang', 'pt').stdout).toContain('3 linhas × 2 colunas')
    const [html, md, csv] = ['report.html', 'report.md', 'report.csv'].map((name) => join(folder, name))
    const reports = ['--html', html ?? '', '--md', md ?? '', '--csv', csv ?? '', '--lang', 'pt']
    expect(datapilot('profile', file, ...reports)).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(html ?? '', 'utf8')).toMatch(/^<!doctype html>\s*<html lang="pt-BR">/)
    expect(readFileSync(md ?? '', 'utf8')).toContain('- linhas: **3**')
    expect(readFileSync(csv ?? '', 'utf8')).toMatch(/^\uFEFFcolumn,type/)
  })

  it('ends with 1 and a problem for a file that cannot be read', () => {
    const { status, stdout } = datapilot('profile', join(folder, 'nothing.csv'), '--json')
    expect([status, Problem.parse(JSON.parse(stdout)).code]).toEqual([1, 'file_missing'])
    expect(datapilot('profile', folder).stderr).toMatch(/^not_a_file: /)
  })

  it.each([['profil'], ['profile'], ['profile', 'a', '--nope'], ['profile', 'a', '--lang', 'fr']])(
    'ends with 2 and one sentence: %s %s %s',
    (...args) => {
      const { status, stderr } = datapilot(...args)
      expect(status).toBe(2)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    },
  )
})
