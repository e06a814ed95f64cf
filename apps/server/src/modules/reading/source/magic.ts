import type { Compression } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'

interface Signature {
  readonly bytes: readonly number[]
  readonly offset?: number
  readonly name: string
}

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')]

/** What can be read, for messages. */
export const READABLE =
  'CSV, Excel (.xlsx, .xls), OpenDocument (.ods), JSON, NDJSON or Parquet, optionally gzip, zstd or zip'

/** First bytes of files that are not text, from the formats' own specifications (as `file(1)` knows them). */
const SIGNATURES: readonly Signature[] = [
  { bytes: ascii('PK\u0005\u0006'), name: 'an empty ZIP archive' },
  { bytes: ascii('%PDF-'), name: 'a PDF document' },
  { bytes: [0x89, ...ascii('PNG\r\n')], name: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a JPEG image' },
  { bytes: ascii('GIF8'), name: 'a GIF image' },
  { bytes: ascii('RIFF'), name: 'a RIFF file (WebP, WAV or AVI)' },
  { bytes: ascii('\u007fELF'), name: 'a Linux program' },
  { bytes: ascii('MZ\u0090'), name: 'a Windows program' },
  { bytes: ascii('SQLite format 3\u0000'), name: 'an SQLite database' },
  { bytes: ascii('DUCK'), offset: 8, name: 'a DuckDB database' },
  { bytes: ascii('ARROW1'), name: 'an Arrow file' },
  { bytes: ascii('Obj\u0001'), name: 'an Avro file' },
  { bytes: ascii('ORC'), name: 'an ORC file' },
  { bytes: ascii('BZh'), name: 'a bzip2 archive' },
  { bytes: ascii("7z\u00bc\u00af'\u001c"), name: 'a 7-Zip archive' },
  { bytes: ascii('Rar!\u001a\u0007'), name: 'a RAR archive' },
  { bytes: [0xfd, ...ascii('7zXZ\u0000')], name: 'an xz archive' },
  { bytes: ascii('ustar'), offset: 257, name: 'a tar archive' },
  { bytes: ascii('{\\rtf'), name: 'an RTF document' },
]

function startsWith(head: Buffer, { bytes, offset = 0 }: Signature): boolean {
  return head.length >= offset + bytes.length && bytes.every((byte, index) => head[offset + index] === byte)
}

export function detectCompression(head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return 'zstd'
  return 'none'
}

export function isParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PAR1'
}

export function isZip(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PK\u0003\u0004'
}

/** The container of old Office documents, and of new ones that are protected by a password (MS-CFB). */
export function isCompoundFile(head: Buffer): boolean {
  return head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'
}

/** Archives whose first bytes were changed keep the marks of their members, and unpacked members look like text. */
function damagedArchive(head: Buffer): { readonly name: string } | undefined {
  return head.includes('PK\u0003\u0004', 1, 'latin1') ? { name: 'a damaged ZIP archive or workbook' } : undefined
}

/** @throws FileRefused `file_binary` naming what the bytes look like. */
export function refuseBinary(head: Buffer): void {
  const signature = SIGNATURES.find((candidate) => startsWith(head, candidate)) ?? damagedArchive(head)
  if (signature === undefined) return
  throw new FileRefused('file_binary', `This is ${signature.name}, not a table.`, {
    expected: READABLE,
    where: 'byte 0',
    data: { looks_like: signature.name },
  })
}
