import { stat } from 'node:fs/promises'
import type { DialectOverride, Evidence, FileShape } from '@datapilot/contracts'
import { newlineEvidence } from './dialect-evidence.ts'
import { detectStructure } from './dialect.ts'
import { splitSample } from './sample-records.ts'
import { isComment } from './asides.ts'
import { countFooter } from './footer.ts'
import { detectHeader, isAside, type HeaderReading } from './header.ts'
import type { ReadJob } from '../reading-job.ts'
import { FileRefused } from '../reading.errors.ts'
import type { FileRecord, Structure } from '../rows/records.ts'
import { padRow } from '../rows/row-repair.ts'
import { countDoubleEncoded } from '../source/encoding.ts'
import { refuseOtherFormat } from '../source/other-format.ts'
import { shapeOf } from './shape.ts'
import { readText, type TextFile } from '../source/text-stage.ts'

/** Text looked at for dialect, header and first guess of types. */
const SAMPLE_BYTES = 1024 * 1024
const TAIL_BYTES = 64 * 1024
const SAMPLE_ROWS = 5_000

/** What the beginning of a text says about the whole. */
export interface Detected {
  readonly text: TextFile
  readonly structure: Structure
  readonly header: HeaderReading
  readonly sample: readonly FileRecord[]
  readonly sampleIsAll: boolean
  /** Characters of the sample that were encoded twice. */
  readonly doubleEncoded: number
  readonly evidence: readonly Evidence[]
  /** What detection sees without any correction. */
  readonly shape: FileShape
}

/** Finds dialect and header.
 *
 * @throws FileRefused `file_empty`, `file_other_format`. */
export async function detect(text: TextFile, override: DialectOverride): Promise<Detected> {
  const sample = await readText(text, 0, SAMPLE_BYTES)
  if (sample.trim() === '')
    throw new FileRefused('file_empty', 'The file holds nothing but white space.', { expected: 'at least one row' })
  if (override.delimiter === undefined) refuseOtherFormat(sample)
  const { size } = await stat(text.path)
  const sampleIsAll = text.complete && size - text.skipBytes <= SAMPLE_BYTES
  const { structure, evidence } = detectStructure(sample, sampleIsAll, override)
  const records = splitSample(sample, structure, sampleIsAll, SAMPLE_ROWS)
  const header = detectHeader(records, override)
  const all = [text.evidence, newlineEvidence(text.scan, text.complete), ...evidence, ...header.evidence]
  const doubleEncoded = countDoubleEncoded(sample)
  const shape = corrects(override) ? shapeSeen(sample, sampleIsAll) : presentShape(structure, header)
  // Short lines: so many that the records looked at end before the text does.
  const recordsAreAll = sampleIsAll && records.length < SAMPLE_ROWS
  const found = { text, structure, header, sample: records, doubleEncoded, evidence: all, shape }
  return { ...found, sampleIsAll: recordsAreAll }
}

function corrects(override: DialectOverride): boolean {
  return Object.keys(override).length > 0
}

function shapeSeen(sample: string, sampleIsAll: boolean): FileShape {
  const { structure } = detectStructure(sample, sampleIsAll, {})
  return presentShape(structure, detectHeader(splitSample(sample, structure, sampleIsAll, SAMPLE_ROWS), {}))
}

function presentShape({ delimiter }: Structure, { width, cells }: HeaderReading): FileShape {
  return shapeOf({ format: 'csv', delimiter, columns: width, names: cells })
}

export type SampledTable = Pick<Detected, 'header' | 'sample' | 'sampleIsAll'>

/** @throws FileRefused `too_many_columns`, `file_header_only`. */
export function refuseShape({ header, sample, sampleIsAll }: SampledTable, { limits }: ReadJob): void {
  if (header.width > limits.maxColumns) {
    throw new FileRefused('too_many_columns', `The table has ${header.width} columns.`, {
      expected: `at most ${limits.maxColumns} columns`,
      where: `line ${header.line ?? 1}`,
    })
  }
  const rows = sample.filter((record) => record.line >= header.firstDataLine && record.raw.trim() !== '')
  if (rows.length > 0 || !sampleIsAll) return
  throw new FileRefused('file_header_only', 'The file has a header and no row.', {
    expected: 'at least one row below the header',
    where: `line ${header.line ?? 1}`,
  })
}

/** Rows of the sample in the table's width: no comments, copies of the header, other tables or totals. */
export function fittingRows({ header, sample, sampleIsAll }: SampledTable): FileRecord[] {
  const below = sample.filter(({ line }) => line >= header.firstDataLine)
  const footer = sampleIsAll ? countFooter(below, header.width) : 0
  return below
    .slice(0, below.length - footer)
    .filter(
      (record) =>
        (record.fields.length === header.width || record.fields.length === header.shortRows) &&
        !(header.comments && isComment(record)) &&
        !isAside(record, header.cells) &&
        (header.tableEnd === null || record.line < header.tableEnd),
    )
    .map((record) =>
      record.fields.length === header.width ? record : { ...record, fields: padRow(record.fields, header.width) },
    )
}

/** The last lines of the text, from a line's beginning on. */
export async function readTail(text: TextFile): Promise<string> {
  const { size } = await stat(text.path)
  const from = Math.max(0, size - text.skipBytes - TAIL_BYTES)
  const piece = await readText(text, from, TAIL_BYTES)
  return from === 0 ? piece : piece.slice(piece.indexOf('\n') + 1)
}
