import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { seededRandom } from './seeded-random.ts'

/** Integers, decimals, categories and dates in turn. */
const KINDS: readonly ((random: () => number) => string)[] = [
  (random) => String(Math.floor(random() * 1_000_000)),
  (random) => (random() * 1_000).toFixed(2),
  (random) => `valor ${String(Math.floor(random() * 50))}`,
  (random) => new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 366))).toISOString().slice(0, 10),
]

/** A table of many columns; the same sizes and seed give the same bytes. @returns the path of the file. */
export async function wideCsv(folder: string, rows: number, columns: number, seed: number): Promise<string> {
  const path = join(folder, `wide-${rows}-${columns}-${seed}.csv`)
  if (await stat(path).catch(() => null)) return path
  await mkdir(folder, { recursive: true })
  const partial = `${path}.${process.pid}.partial`
  const out = createWriteStream(partial)
  const random = seededRandom(seed)
  const indexes = Array.from({ length: columns }, (_, i) => i)
  out.write(`${indexes.map((i) => `coluna_${String(i)}`).join(',')}\n`)
  for (let row = 0; row < rows; row++) {
    const line = indexes.map((i) => KINDS[i % KINDS.length]?.(random) ?? '').join(',')
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  await rename(partial, path)
  return path
}
