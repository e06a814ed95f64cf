import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const BLOCK = 50_000

/** A CSV of `rows` short rows (about 30 bytes each) on the disk, because only a file there keeps its identity. */
export async function longFile(folder: string, rows: number): Promise<string> {
  const path = join(folder, 'medicoes_2024.csv')
  const blocks = ['id,sensor,valor,dia\n']
  for (let start = 0; start < rows; start += BLOCK) {
    const lines = Array.from({ length: Math.min(BLOCK, rows - start) }, (_, offset) => {
      const row = start + offset
      return `${row},sensor ${row % 997},${(row * 7919) % 100_000},2024-01-${String(1 + (row % 28)).padStart(2, '0')}\n`
    })
    blocks.push(lines.join(''))
  }
  await writeFile(path, blocks.join(''))
  return path
}
