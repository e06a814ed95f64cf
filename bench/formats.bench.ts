import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utils, write, type BookType, type CellObject } from '@e965/xlsx'
import { createReader } from '../apps/server/src/modules/reading/index.ts'
import { median, timed, type Bench, type Measure } from './lib/bench.ts'
import { watchDescendants } from './lib/descendant-usage.ts'
import { seededRandom } from './lib/seeded-random.ts'

const ROWS = 100_000
/** The old format ends at 65,536 rows. */
const XLS_ROWS = 60_000
const HEADER = ['id', 'nome', 'valor', 'data', 'ativo', 'texto']

type Row = readonly [number, string, number, CellObject, boolean, string]

function rowsOf(count: number, seed: number): Row[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => [
    index,
    `cliente ${Math.floor(random() * 5000)}`,
    Math.round(random() * 1e7) / 100,
    { t: 'n', v: 45_000 + Math.floor(random() * 700), z: 'dd/mm/yyyy' },
    random() < 0.5,
    `observação número ${index}`,
  ])
}

function workbook(rows: readonly Row[], type: BookType): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER, ...rows.map((row) => [...row])], { dense: true }), 'Dados')
  return write(book, { type: 'buffer', bookType: type, compression: true, bookSST: true }) as Buffer
}

function lines(rows: readonly Row[]): string[] {
  return rows.map(([id, nome, valor, , ativo, texto]) =>
    JSON.stringify({ id, nome, valor, data: `2024-01-0${(id % 9) + 1}`, ativo, texto }),
  )
}

const FORMATS: Readonly<Record<string, (seed: number) => string | Buffer>> = {
  xlsx: (seed) => workbook(rowsOf(ROWS, seed), 'xlsx'),
  ods: (seed) => workbook(rowsOf(ROWS, seed), 'ods'),
  xls: (seed) => workbook(rowsOf(XLS_ROWS, seed), 'biff8'),
  json: (seed) => `[${lines(rowsOf(ROWS, seed)).join(',\n')}]`,
  ndjson: (seed) => lines(rowsOf(ROWS, seed)).join('\n'),
}

/** The same table of 100,000 × 6 in every format, read into typed Parquet by a warm reading process. */
export const bench: Bench = {
  title: 'Reading of formats',
  async run({ folder, seed, runs }) {
    const measures: Measure[] = []
    for (const [format, make] of Object.entries(FORMATS)) {
      const path = join(folder, `formats.${format}`)
      await writeFile(path, make(seed))
      const figures: { seconds: number; megabytes: number; rows: number }[] = []
      for (let run = 0; run < runs; run += 1) figures.push(await readOnce(path, format, folder))
      const { size } = await stat(path)
      const rows = figures[0]?.rows ?? 0
      const note = `${rows} rows, ${(size / 1e6).toFixed(1)} MB`
      measures.push(
        { what: format, value: median(figures.map(({ seconds }) => seconds)), unit: 's', note },
        {
          what: `${format}, memory`,
          value: median(figures.map(({ megabytes }) => megabytes)),
          unit: 'MB',
          note: 'PSS',
        },
      )
    }
    return measures
  },
}

async function readOnce(path: string, format: string, folder: string) {
  const reader = createReader({ workDirectory: join(folder, 'formats-work'), warm: 1, maxConcurrent: 1 })
  try {
    // The first file starts the process.
    await reader.previewFile({ path, filename: `formats.${format}` })
    const watch = watchDescendants()
    const { seconds, result } = await timed(() =>
      reader.readFile({ path, filename: `formats.${format}`, outputDir: join(folder, `formats-${format}`) }),
    )
    return { seconds, megabytes: watch.stop().largestMegabytes, rows: result.reading.rows }
  } finally {
    await reader.close()
  }
}
