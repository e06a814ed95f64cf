import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import type { Reading } from '@datapilot/contracts'
import { z } from 'zod'
import { ColumnFindings } from './columns/column-findings.ts'
import { fingerprintOf } from './file-fingerprint.ts'
import { ENGINE_VERSION } from '../../platform/engine/index.ts'
import type { ProfileKind } from './profile-job.ts'

/** Raised whenever figures of columns are computed differently, so that no profile mixes two ways. */
const FIGURES_VERSION = 3

/** First line: what the finished columns below belong to. */
const Header = z.object({ identity: z.string(), now: z.iso.datetime() })

export interface CheckpointInput {
  readonly parquetPath: string
  readonly reading: Reading
  readonly kind: ProfileKind
  readonly now: Date
}

/** Finished columns of an interrupted profile, one JSON line each. */
export interface Checkpoint {
  /** The present that the finished columns were compared with; of a new checkpoint the given one. */
  readonly now: Date
  readonly finished: readonly ColumnFindings[]
  /** Keeps columns; they survive a crash of process and machine once the promise of `settle` is fulfilled. */
  add(findings: readonly ColumnFindings[]): void
  /** Waits for what is being written and closes the file, which stays. */
  settle(): Promise<void>
}

/**
 * Opens or makes the checkpoint of a profile. Columns of another table, another kind of profile or other code are
 * dropped, and so is a line that a crash cut off. A checkpoint that cannot be written does not stop the profile: it
 * only cannot be resumed from there.
 */
export async function openCheckpoint(path: string, input: CheckpointInput): Promise<Checkpoint> {
  const identity = await identityOf(input)
  const file = await open(path, 'a+', 0o600)
  try {
    const known = await readKnown(file, identity)
    if (known === null) {
      await file.truncate(0)
      await file.write(`${JSON.stringify({ identity, now: input.now.toISOString() })}\n`)
    } else await file.truncate(known.bytes)
    return checkpointOf(file, known?.now ?? input.now, known?.finished ?? [])
  } catch (error) {
    await file.close()
    throw error
  }
}

function checkpointOf(file: FileHandle, now: Date, finished: readonly ColumnFindings[]): Checkpoint {
  let writing = Promise.resolve()
  const write = async (lines: string): Promise<void> => {
    await file.write(lines)
    await file.datasync()
  }
  return {
    now,
    finished,
    add(findings) {
      const lines = findings.map((one) => `${JSON.stringify(one)}\n`).join('')
      writing = writing.then(() => write(lines)).catch(() => undefined)
    },
    async settle() {
      await writing
      await file.close()
    },
  }
}

interface Known {
  readonly now: Date
  readonly finished: readonly ColumnFindings[]
  /** Length of what is whole. */
  readonly bytes: number
}

async function readKnown(file: FileHandle, identity: string): Promise<Known | null> {
  const [first = '', ...lines] = (await file.readFile('utf8')).split('\n')
  const header = Header.safeParse(parsed(first))
  if (!header.success || header.data.identity !== identity) return null
  const finished: ColumnFindings[] = []
  let bytes = Buffer.byteLength(first) + 1
  // What follows the last line end was cut off.
  for (const line of lines.slice(0, -1)) {
    const findings = ColumnFindings.safeParse(parsed(line))
    if (!findings.success) break
    finished.push(findings.data)
    bytes += Buffer.byteLength(line) + 1
  }
  return { now: new Date(header.data.now), finished, bytes }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

async function identityOf({ parquetPath, reading, kind }: CheckpointInput): Promise<string> {
  // A reading that was stored in between has its fields in another order.
  const columns = reading.columns.map((column) => Object.entries(column).sort(([a], [b]) => (a < b ? -1 : 1)))
  const facts = [FIGURES_VERSION, ENGINE_VERSION, kind, await fingerprintOf(parquetPath), columns]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}
