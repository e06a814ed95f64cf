import { basename, join, resolve } from 'node:path'
import { createReader, readRows, type Reader } from '@datapilot/server/modules/reading/index.ts'
import { createEngine, type Engine } from '@datapilot/server/platform/engine/index.ts'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { parseArguments } from '../arguments.ts'
import { readGoldTables, type GoldTable } from '../eval/csv-gold.ts'
import { NOTHING_READ, scoreTable, type TableScore } from '../eval/csv-score.ts'
import { withScratch } from '../scratch.ts'
import { UsageError } from '../usage-error.ts'

const USAGE = 'datapilot eval --csv DIR [--json], where DIR holds csv/ and clean/, or csvs/ and json/'
const MAX_ROWS = 100_000

interface ScoredFile {
  readonly file: string
  readonly score: TableScore
  readonly rejected: number
  /** Code of a refusal; null when the file was read. */
  readonly refused: string | null
}

async function scoreFile(reader: Reader, engine: Engine, gold: GoldTable, folder: string): Promise<ScoredFile> {
  const { file } = gold
  try {
    const read = await reader.readFile({ path: gold.path, filename: file, outputDir: join(folder, 'tables', file) })
    const { rows } = await readRows(engine, read.parquetPath, { offset: 0, limit: MAX_ROWS })
    const score = scoreTable(read.reading, rows, gold)
    return { file, score, rejected: read.reading.rejected_rows, refused: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { file, score: NOTHING_READ, rejected: 0, refused: error.code }
  }
}

function describe({ file, score, rejected, refused }: ScoredFile): string {
  const pair = ({ precision, recall }: TableScore['header']): string => `${precision.toFixed(3)}/${recall.toFixed(3)}`
  const parts = `header ${pair(score.header)} · records ${pair(score.records)} · cells ${pair(score.cells)}`
  const aside = refused === null ? (rejected > 0 ? ` · ${rejected} rejected` : '') : ` · ${refused}`
  return `${score.score.toFixed(3).padStart(6)}  ${file}  ${parts}${aside}\n`
}

/** `datapilot eval --csv DIR`: reads every dirty file and compares header, records and cells with the clean one. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, { csv: { type: 'boolean' }, json: { type: 'boolean' } }, USAGE)
  const [folder] = positionals
  if (folder === undefined) throw new UsageError('A folder is needed.', USAGE)
  const tables = await readGoldTables(resolve(folder))
  return withScratch(async ({ folder: scratch }) => {
    const reader = createReader({ workDirectory: join(scratch, 'reading'), warm: 1, maxConcurrent: 1 })
    const engine = createEngine({ workDirectory: join(scratch, 'engine'), warm: 1 })
    try {
      const scored: ScoredFile[] = []
      for (const gold of tables) {
        const item = await scoreFile(reader, engine, gold, scratch)
        scored.push(item)
        if (!values.json) process.stdout.write(describe(item))
      }
      const average = scored.reduce((sum, { score }) => sum + score.score, 0) / Math.max(1, scored.length)
      const whole = scored.filter(({ score }) => score.score === 10).length
      const figures = { set: basename(folder), files: scored.length, whole, average: Math.round(average * 1000) / 1000 }
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ ...figures, scores: scored })}\n`
          : `${figures.set}: average ${figures.average} · ${whole} of ${scored.length} files equal\n`,
      )
      return 0
    } finally {
      await Promise.all([reader.close(), engine.close()])
    }
  })
}
