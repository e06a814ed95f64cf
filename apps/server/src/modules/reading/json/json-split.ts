import { join } from 'node:path'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import { CsvWriter } from '../rows/csv-writer.ts'
import { flattened, JsonColumn, PLAIN_JSON, renderJson, type JsonRendering } from './json-columns.ts'
import type { JsonObject } from './json-parser.ts'
import type { JsonRecord, JsonSource } from './json-records.ts'

const SAMPLE = 5_000
const RAW_LIMIT = 4_000
const MOST_PASSES = 3

export interface JsonKnowledge {
  readonly keys: readonly string[]
  readonly renderings: ReadonlyMap<string, JsonRendering>
}

export interface JsonSplit {
  readonly keys: readonly string[]
  readonly columns: ReadonlyMap<string, JsonColumn>
  readonly rowsPath: string
  readonly longestLine: number
  readonly rows: number
  readonly rejected: ReadonlyMap<string, number>
  readonly blank: number
  readonly rejectedLines: number
  readonly duplicates: number
  readonly notNumbers: number
  /** The first rows as they were written. */
  readonly sample: readonly (readonly string[])[]
  readonly complete: boolean
}

export interface JsonSplitInput {
  readonly job: ReadJob
  readonly source: JsonSource
  /** Records to read at most; null reads all. */
  readonly limit: number | null
  readonly progress: (rows: number) => void
}

/**
 * Writes records as rows: keys become columns in the order in which they first occur. What a late record adds (another
 * key, a list where numbers were) is known at the end of a pass, and the next one goes by it.
 *
 * @throws FileRefused `too_many_columns`, and those of the source.
 */
export async function splitRecords(input: JsonSplitInput): Promise<JsonSplit> {
  let knowledge: JsonKnowledge = { keys: [], renderings: new Map() }
  let found = await onePass(input, knowledge)
  for (let pass = 2; pass <= MOST_PASSES; pass += 1) {
    const next = learnt(found, knowledge)
    if (next === null) break
    knowledge = next
    found = await onePass(input, knowledge)
  }
  return found
}

function learnt({ keys, columns }: JsonSplit, knowledge: JsonKnowledge): JsonKnowledge | null {
  const renderings = new Map([...columns].map(([key, column]) => [key, column.rendering()]))
  const same = [...renderings].every(
    ([key, rendering]) => JSON.stringify(rendering) === JSON.stringify(knowledge.renderings.get(key) ?? PLAIN_JSON),
  )
  const wanted = keysOf(columns)
  return same && wanted.length === keys.length ? null : { keys: wanted, renderings }
}

/** All keys but those that are only null and whose fields are columns of their own (`a` beside `a.b`). */
function keysOf(columns: ReadonlyMap<string, JsonColumn>): string[] {
  const keys = [...columns.keys()]
  const parents = new Set(keys.flatMap((key) => (key.includes('.') ? [key.slice(0, key.lastIndexOf('.'))] : [])))
  return keys.filter((key) => !parents.has(key) || (columns.get(key)?.filled ?? 0) > 0)
}

async function onePass({ job, source, limit, progress }: JsonSplitInput, knowledge: JsonKnowledge): Promise<JsonSplit> {
  const pass = new JsonPass(job, knowledge)
  let complete = true
  try {
    for await (const record of source()) {
      pass.add(record)
      if (pass.rows % SAMPLE === 0) progress(pass.rows)
      if (limit === null || pass.rows < limit) continue
      complete = false
      break
    }
    return pass.finish(complete)
  } finally {
    pass.close()
  }
}

class JsonPass {
  readonly #job: ReadJob
  readonly #knowledge: JsonKnowledge
  readonly #columns = new Map<string, JsonColumn>()
  readonly #rejects: CsvWriter
  readonly #rejected = new Map<string, number>()
  #writer: CsvWriter | null = null
  #keys: readonly string[] = []
  #waiting: JsonObject[] = []
  readonly #sample: string[][] = []
  rows = 0
  #blank = 0
  #rejectedLines = 0
  #duplicates = 0
  #notNumbers = 0

  constructor(job: ReadJob, knowledge: JsonKnowledge) {
    this.#job = job
    this.#knowledge = knowledge
    for (const key of knowledge.keys) this.#columns.set(key, new JsonColumn())
    this.#rejects = new CsvWriter(join(job.scratch, 'rejects.csv'), 3)
  }

  add(record: JsonRecord): void {
    if (record.object === null) {
      this.#reject(record)
      return
    }
    this.rows += 1
    this.#duplicates += record.duplicates
    this.#notNumbers += record.notNumbers
    const object = this.#job.override.flatten === true ? flattened(record.object) : record.object
    for (const [key, value] of object) this.#columnOf(key).add(value, record.line)
    if (this.#writer !== null) this.#write(object, this.#writer)
    else if (this.#waiting.push(object) >= SAMPLE) this.#begin()
  }

  #columnOf(key: string): JsonColumn {
    const known = this.#columns.get(key)
    if (known !== undefined) return known
    const column = new JsonColumn()
    this.#columns.set(key, column)
    const { maxColumns } = this.#job.limits
    if (this.#columns.size <= maxColumns) return column
    throw new FileRefused('too_many_columns', `The objects have more than ${maxColumns} different keys.`, {
      expected: `at most ${maxColumns} columns`,
    })
  }

  #reject({ raw, line, lines, reason }: JsonRecord): void {
    if (raw.trim() === '') {
      this.#blank += lines
      return
    }
    const why = reason ?? 'not_an_object'
    this.#rejected.set(why, (this.#rejected.get(why) ?? 0) + 1)
    this.#rejectedLines += lines
    this.#rejects.write([String(line), why, raw.slice(0, RAW_LIMIT)])
  }

  /** The keys of the first records are the columns of this pass. */
  #begin(): CsvWriter {
    this.#keys = keysOf(this.#columns)
    const writer = new CsvWriter(join(this.#job.scratch, 'rows.csv'), Math.max(1, this.#keys.length))
    this.#writer = writer
    for (const object of this.#waiting) this.#write(object, writer)
    this.#waiting = []
    return writer
  }

  #write(object: JsonObject, writer: CsvWriter): void {
    const { renderings } = this.#knowledge
    const fields = this.#keys.map((key) => renderJson(object.get(key), renderings.get(key) ?? PLAIN_JSON))
    writer.write(fields)
    if (this.#sample.length < SAMPLE) this.#sample.push(fields)
  }

  finish(complete: boolean): JsonSplit {
    const writer = this.#writer ?? this.#begin()
    this.close()
    return {
      keys: this.#keys,
      columns: this.#columns,
      rowsPath: writer.path,
      longestLine: writer.longestLine,
      rows: this.rows,
      rejected: this.#rejected,
      blank: this.#blank,
      rejectedLines: this.#rejectedLines,
      duplicates: this.#duplicates,
      notNumbers: this.#notNumbers,
      sample: this.#sample,
      complete,
    }
  }

  close(): void {
    this.#writer?.close()
    this.#rejects.close()
  }
}
