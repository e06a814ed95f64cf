import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Compression, Evidence, FileTable, Reading } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'
import type { FileReading, InputFile, ReadJob } from '../reading-job.ts'
import { readPart, unite, type ReadPart } from './read-several.ts'
import type { ZipArchive } from './zip-archive.ts'

const MOST_MEMBERS = 1_000
/** Between a member and the sheet in it. */
const INSIDE = ' / '
/** What systems put beside the files. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i
/** What says that a member is no table; a letter or a picture beside the data is named and left. */
const NO_TABLE: ReadonlySet<string> = new Set([
  'file_binary',
  'file_other_format',
  'file_not_text',
  'file_empty',
  'file_header_only',
  'no_rows',
  'workbook_empty',
])

export interface ArchiveFile {
  readonly job: ReadJob
  readonly size: number
  readonly compression: Compression
}

type ReadOne = (job: ReadJob) => Promise<FileReading>

interface Member {
  readonly file: InputFile
  readonly reading: FileReading
}

/**
 * Reads an archive of files: one is read as it is; several with the same columns are one table, with a column that
 * names the file; of several different ones the first is read and the others are named as tables of their own.
 *
 * @throws FileRefused `archive_empty`, `archive_too_many_files`, `table_not_found`, and those of the files.
 */
export async function readMembers(file: ArchiveFile, archive: ZipArchive, readOne: ReadOne): Promise<FileReading> {
  const names = archive.members.map(({ name }) => name).filter((name) => !LITTER.test(name))
  if (names.length === 0)
    throw new FileRefused('archive_empty', 'The archive holds no file.', { expected: 'at least one table' })
  if (names.length > MOST_MEMBERS) {
    throw new FileRefused('archive_too_many_files', `The archive holds ${names.length} files.`, {
      expected: `at most ${MOST_MEMBERS} tables`,
    })
  }
  const wanted = file.job.override.sheet
  const members: InputFile[] = []
  const chosen = wanted === undefined ? null : memberOf(names, wanted)
  for (const name of chosen === null ? names : [chosen.name]) members.push(await unpack(file.job, archive, name))
  const job = { ...file.job, nested: true }
  if (chosen !== null) {
    const { sheet: _, ...rest } = job.override
    const override = chosen.sheet === null ? rest : { ...rest, sheet: chosen.sheet }
    const [member] = members
    if (member === undefined) throw new Error('a member was not unpacked')
    const reading = await readOne({ ...job, ...member, override })
    const others = names.filter((name) => name !== chosen.name).map(unknownTable)
    return present(file, { file: member, reading }, others, wanted)
  }
  return readAll(file, job, members, readOne)
}

/** Writes a member to the scratch folder under a name of ours. */
async function unpack(job: ReadJob, archive: ZipArchive, name: string): Promise<InputFile> {
  const path = join(job.scratch, `member-${randomUUID()}`)
  await pipeline(Readable.from(archive.read(name)), createWriteStream(path))
  return { path, filename: name }
}

/** @throws FileRefused `table_not_found`. */
function memberOf(names: readonly string[], wanted: string): { name: string; sheet: string | null } {
  const name = names.find((one) => one === wanted)
  if (name !== undefined) return { name, sheet: null }
  const around = names.find((one) => wanted.startsWith(one + INSIDE))
  if (around !== undefined) return { name: around, sheet: wanted.slice(around.length + INSIDE.length) }
  const [only] = names
  if (only !== undefined && names.length === 1) return { name: only, sheet: wanted }
  throw new FileRefused('table_not_found', `The archive has no file ${wanted.slice(0, 100)}.`, {
    expected: names.slice(0, 20).join(', '),
    where: 'override.sheet',
    data: { tables: names.slice(0, 200) },
  })
}

const unknownTable = (name: string): FileTable => ({ name, rows: null, columns: null, hidden: false })

/** All files together where they agree; else the first one, with the others as tables beside it. */
async function readAll(
  file: ArchiveFile,
  job: ReadJob,
  members: readonly InputFile[],
  readOne: ReadOne,
): Promise<FileReading> {
  const read: Member[] = []
  const left: string[] = []
  const parts: ReadPart[] = []
  let refusal: FileRefused | null = null
  for (const [index, member] of members.entries()) {
    try {
      const part = await readPart(job, member, index, readOne)
      parts.push(part)
      read.push({ file: member, reading: part.reading })
      // A first picture needs no more than the first table.
      if (job.kind === 'preview') break
    } catch (error) {
      if (!(error instanceof FileRefused) || !NO_TABLE.has(error.failure.code)) throw error
      refusal ??= error
      left.push(member.filename)
    }
  }
  const [first, ...more] = read
  if (first === undefined) throw refusal ?? new Error('an archive without files was read')
  if (more.length > 0) {
    const files = read.map((member) => member.file)
    const together = await unite(job, files, parts, readOne).catch(unlessTheyDisagree)
    if (together !== null) return withWarnings(withCompression(file, together), left)
  }
  const others = more.map(({ file: { filename }, reading: { reading } }) => ({
    name: filename,
    rows: reading.rows,
    columns: reading.columns.length,
    hidden: false,
  }))
  return withWarnings(present(file, { ...first, reading: await placed(job, first.reading) }, others), left)
}

function unlessTheyDisagree(error: unknown): null {
  if (error instanceof FileRefused && error.failure.code === 'files_disagree') return null
  throw error
}

/** The files of a reading in the folder where those of the archive belong. */
async function placed(job: ReadJob, read: FileReading): Promise<FileReading> {
  const place = async (path: string): Promise<string> => {
    const target = join(job.outputDir, basename(path))
    await copyFile(path, target)
    return target
  }
  const rejectsPath = read.rejectsPath === null ? null : await place(read.rejectsPath)
  return { ...read, parquetPath: await place(read.parquetPath), rejectsPath }
}

function withCompression({ size }: ArchiveFile, read: FileReading): FileReading {
  return { ...read, reading: { ...read.reading, compression: 'zip', bytes: size } }
}

function withWarnings(read: FileReading, left: readonly string[]): FileReading {
  if (left.length === 0) return read
  const detail = `Files of the archive that hold no table: ${left.slice(0, 20).join(', ')}.`
  const warning = { code: 'members_not_read', detail, count: left.length }
  return { ...read, reading: { ...read.reading, warnings: [warning, ...read.reading.warnings] } }
}

/** The reading of one member as that of the archive: its tables, and the other members beside them. */
function present(file: ArchiveFile, member: Member, others: readonly FileTable[], part?: string): FileReading {
  const { reading } = member.reading
  const name = member.file.filename
  const inside = reading.tables ?? []
  if (others.length === 0) return withCompression(file, member.reading)
  const own: FileTable[] =
    inside.length > 1
      ? inside.map((table) => ({ ...table, name: name + INSIDE + table.name }))
      : [{ name, rows: reading.rows, columns: reading.columns.length, hidden: false }]
  const chosen = part ?? (inside.length > 1 && reading.part !== undefined ? name + INSIDE + reading.part : name)
  const evidence: Evidence = {
    what: 'table',
    chosen,
    reason: part === undefined ? 'the first file of the archive; the others have other columns' : 'set by hand',
    alternatives: others.slice(0, 20).map((table) => ({
      value: table.name,
      reason: 'another file of the archive',
      rows_lost: null,
      override: { sheet: table.name },
    })),
    ambiguous: false,
  }
  const changed: Reading = {
    ...reading,
    part: chosen,
    tables: [...own, ...others].slice(0, 200),
    evidence: [evidence, ...reading.evidence.filter(({ what }) => what !== 'table')],
  }
  return withCompression(file, { ...member.reading, reading: changed })
}
