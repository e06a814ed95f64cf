import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a dirty file should be read as; every cell as text. */
export interface GoldTable {
  readonly file: string
  readonly path: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const JsonRecord = z.record(z.string(), z.coerce.string())
const JsonTable = z.union([z.array(JsonRecord), JsonRecord.transform((record) => [record])])

/** RFC 4180 and nothing else: the clean files must not be read by what they are to judge. */
export function parseClean(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '' && row.length === 0) break
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}

/** The clean version of `x.xlsx` is `x.xlsx` as CSV under the same name, or `x.csv`. */
function cleanName(file: string, clean: ReadonlySet<string>): string {
  return clean.has(file) ? file : file.replace(/\.[^.]+$/, '.csv')
}

async function fromClean(folder: string): Promise<GoldTable[]> {
  const files = (await readdir(join(folder, 'csv'))).sort()
  const clean = new Set(await readdir(join(folder, 'clean')))
  return Promise.all(
    files.map(async (file) => {
      const [header = [], ...rows] = parseClean(await readFile(join(folder, 'clean', cleanName(file, clean)), 'utf8'))
      return { file, path: join(folder, 'csv', file), header, rows }
    }),
  )
}

async function fromJson(folder: string): Promise<GoldTable[]> {
  const files = (await readdir(join(folder, 'csvs'))).sort()
  return Promise.all(
    files.map(async (file) => {
      const gold = await readFile(join(folder, 'json', file.replace(/\.[^.]+$/, '.json')), 'utf8')
      const records = JsonTable.parse(JSON.parse(gold))
      const header = Object.keys(records[0] ?? {})
      const rows = records.map((record) => header.map((name) => record[name] ?? ''))
      return { file, path: join(folder, 'csvs', file), header, rows }
    }),
  )
}

/** The gold tables of a folder: `csv/` beside `clean/`, or `csvs/` beside `json/`. */
export async function readGoldTables(folder: string): Promise<GoldTable[]> {
  const names = new Set(await readdir(folder))
  return names.has('csvs') && names.has('json') ? fromJson(folder) : fromClean(folder)
}
