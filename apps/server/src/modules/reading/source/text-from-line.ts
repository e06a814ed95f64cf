import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TextFile } from './text-stage.ts'

const LF = 0x0a
const CR = 0x0d

/** Writes a text from a physical line (1-based; LF, CRLF or CR) on into a file of its own. */
export async function copyFromLine(text: TextFile, line: number, path: string): Promise<void> {
  async function* rest(): AsyncGenerator<Buffer> {
    let left = line - 1
    let afterCr = false
    for await (const chunk of createReadStream(text.path, { start: text.skipBytes, highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer
      let at = 0
      for (; (left > 0 || afterCr) && at < bytes.length; at += 1) {
        const byte = bytes[at]
        if (afterCr && byte === LF) {
          afterCr = false
          continue
        }
        if (left === 0) break
        afterCr = byte === CR
        if (byte === LF || byte === CR) left -= 1
      }
      if (at === bytes.length) continue
      afterCr = false
      yield bytes.subarray(at)
    }
  }
  await pipeline(Readable.from(rest()), createWriteStream(path))
}
