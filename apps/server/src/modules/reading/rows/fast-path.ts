import type { HeaderReading } from '../dialect/header.ts'
import type { Structure } from './records.ts'
import type { TextFile } from '../source/text-stage.ts'

/** Below this our own splitter takes less time than anybody notices, and repairs what the engine refuses. */
const WORTHWHILE_LINES = 20_000

/**
 * True for texts where one line is one record beyond doubt, so that the engine's parallel reader can be checked by
 * counting lines: one kind of line end, quotes in pairs on every line, an ordinary dialect.
 */
export function canReadDirectly({
  text,
  structure,
  header,
}: {
  text: TextFile
  structure: Structure
  header: HeaderReading
}): boolean {
  const { scan } = text
  const oneNewline = scan.cr === 0 && (scan.lf === 0 || scan.crlf === 0)
  const usual =
    (structure.quote === '"' || structure.quote === null) &&
    structure.escape !== '\\' &&
    structure.delimiter.length === 1 &&
    structure.runs !== true
  const quotesKnown = structure.quote !== null || !scan.hasQuotes
  const simpleHeader = header.headerLines <= 1 && (header.line !== null || text.skipBytes === 0)
  const preambleQuiet = header.preamble.every((record) => record.lines === 1)
  return (
    text.complete &&
    scan.lines > WORTHWHILE_LINES &&
    oneNewline &&
    !scan.quotesAcrossLines &&
    usual &&
    quotesKnown &&
    header.width > 1 &&
    simpleHeader &&
    !header.asides &&
    header.shortRows === null &&
    preambleQuiet
  )
}
