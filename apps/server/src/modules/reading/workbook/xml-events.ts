import { SaxesParser } from 'saxes'
import { FileRefused } from '../reading.errors.ts'

/** Cells hold 32,767 characters at most; a longer run without a tag is no workbook. */
const LONGEST_RUN = 4 * 1024 * 1024
const DEEPEST = 200
/** What one part of a workbook may grow to: a million rows of thirty columns take about 1.5 GB. */
const LONGEST_PART = 4 * 1024 ** 3

/** Called for every piece of a part; names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(value: string): void
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function refuse(part: string, detail: string, where?: string): never {
  throw new FileRefused('workbook_invalid', `The workbook is damaged: ${detail}`, {
    expected: 'a workbook as spreadsheet programs write it',
    where: where === undefined ? part : `${part}, ${where}`,
  })
}

/**
 * Reads a part of a workbook piece by piece. Only the five entities of XML itself are known: a document type, which
 * could define others and let them grow without end, is refused.
 *
 * @param part name for messages. Yields after every piece, so that the caller can pass on what it has.
 * @throws FileRefused `workbook_invalid`, `workbook_too_large`.
 */
export async function* xmlPieces(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: true })
  let depth = 0
  let run = 0
  parser.on('error', (error) =>
    refuse(part, error.message.replace(/^[\d:. ]+/, '').slice(0, 200), `line ${parser.line}`),
  )
  parser.on('doctype', () => refuse(part, 'it has a document type.', `line ${parser.line}`))
  parser.on('opentag', (tag) => {
    run = 0
    depth += 1
    if (depth > DEEPEST) refuse(part, `its elements are nested more than ${DEEPEST} deep.`, `line ${parser.line}`)
    handler.open(local(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => {
    run = 0
    depth -= 1
    handler.close(local(tag.name))
  })
  parser.on('text', (value) => {
    run = 0
    handler.text(value)
  })
  parser.on('cdata', (value) => handler.text(value))
  let total = 0
  let decoder: TextDecoder | null = null
  for await (const chunk of bytes) {
    decoder ??= decoderFor(chunk)
    total += chunk.length
    run += chunk.length
    if (total > LONGEST_PART) {
      throw new FileRefused('workbook_too_large', `A part of the workbook is longer than ${LONGEST_PART} bytes.`, {
        expected: 'a smaller sheet, or the same data as CSV or Parquet',
        where: part,
      })
    }
    parser.write(decode(decoder, chunk, part))
    if (run > LONGEST_RUN) refuse(part, `a text is longer than ${LONGEST_RUN} bytes.`, `line ${parser.line}`)
    yield
  }
  if (decoder === null) refuse(part, 'it is empty.')
  parser.write(decode(decoder, null, part))
  parser.close()
  yield
}

/** A whole part, for those that are small. */
export async function readXml(bytes: AsyncIterable<Buffer>, part: string, handler: XmlHandler): Promise<void> {
  const pieces = xmlPieces(bytes, part, handler)
  while ((await pieces.next()).done !== true) continue
}

function decoderFor(first: Buffer): TextDecoder {
  const wide = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff)
  const encoding = !wide ? 'utf-8' : first[0] === 0xff ? 'utf-16le' : 'utf-16be'
  return new TextDecoder(encoding, { fatal: true })
}

function decode(decoder: TextDecoder, chunk: Buffer | null, part: string): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    return refuse(part, `its bytes are not valid ${decoder.encoding}.`)
  }
}
