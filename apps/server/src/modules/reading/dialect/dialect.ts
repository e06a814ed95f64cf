import type { DialectOverride, Evidence } from '@datapilot/contracts'
import { SEPARATOR_LINE } from './asides.ts'
import { classifyCell } from './cell-kind.ts'
import { quoteEvidence } from './quote-evidence.ts'
import { isBlank, modalWidth, splitSample } from './sample-records.ts'
import { detectSpaceTable, type SpaceTable } from './space-table.ts'
import type { FileRecord, Structure } from '../rows/records.ts'

const DELIMITERS = [',', ';', '\t', '|', ':', '^', '~', '¦', ' ', '||', '::', ', ', '; ', '\u001f', '\u0001'] as const
/** Characters that structure a table only when nothing else does: they are common inside values. */
const WEAK: ReadonlySet<string> = new Set([' ', ':', '^', '~'])
/** Text looked at for columns that are aligned by spaces. */
const GAPS_IN = 20_000
/** With so many lines of equal width nothing else is looked for. */
const SURE = 0.9

export interface DetectedDialect {
  readonly structure: Structure
  readonly evidence: readonly Evidence[]
}

interface Candidate {
  readonly structure: Structure
  readonly width: number
  readonly fitting: number
  readonly records: number
  readonly damaged: number
  readonly score: number
}

/** Share of cells that are a whole value of some kind: a number cut by the wrong delimiter is not. */
function typedShare(records: readonly FileRecord[]): number {
  let known = 0
  let cells = 0
  for (const { fields } of records.slice(0, 300)) {
    for (const field of fields) {
      cells += 1
      const kind = classifyCell(field)
      if (kind === 'text') known += /^["']|["']$|[;|\t]/.test(field) ? 0.1 : 0.6
      else known += kind === 'code' ? 0.9 : 1
    }
  }
  return cells === 0 ? 0 : known / cells
}

/**
 * Consistency of the pattern times plausibility of the values, after van den Burg, Nazábal & Sutton, "Wrangling messy
 * CSV files by detecting row and type patterns" (2019).
 */
function scoreCandidate(sample: string, structure: Structure, complete: boolean): Candidate {
  const records = splitSample(sample, structure, complete).filter((record) => !isBlank(record))
  const width = modalWidth(records)
  const fitting = records.filter((record) => record.fields.length === width)
  const consistency = records.length === 0 ? 0 : fitting.length / records.length
  const damaged = records.filter((record) => record.damaged).length
  const clean = fitting.length === 0 ? 0 : 1 - damaged / records.length
  const weak = WEAK.has(structure.delimiter) ? 0.5 : 1
  const shape = width < 2 ? 0.05 : Math.min(1.6, 1 + Math.log2(width) / 8)
  // `, ` divides like `,` but leaves no spaces; `||` divides like `|` but leaves no empty columns.
  const longer = structure.delimiter.length > 1 ? 1.1 : 1
  const score = consistency ** 2 * typedShare(fitting) * shape * weak * longer * (0.5 + 0.5 * clean)
  return { structure, width, fitting: fitting.length, records: records.length, damaged, score }
}

/** RFC 4180 doubles quotes; other programs put a backslash before them. Empty quoted values (`""`) speak for neither. */
function detectEscape(sample: string, quote: string | null): string | null {
  if (quote === null) return null
  const inside = '[^,;|\\t\\r\\n' + quote + ']'
  const doubled = sample.match(new RegExp(`${inside}${quote}${quote}(?=${inside})`, 'g'))?.length ?? 0
  const backslashed = sample.match(new RegExp(`\\\\${quote}(?=${inside})`, 'g'))?.length ?? 0
  return backslashed > doubled ? '\\' : quote
}

/** Aligned columns may hold the delimiter inside their values, as `10,50` does: then they are the wider reading. */
function spaceTable(sample: string, complete: boolean, chosen: Candidate | null, share: number): SpaceTable | null {
  const unsure = share < SURE
  const lines = sample.slice(0, GAPS_IN).split(/\r\n|\n|\r/)
  const gaps = lines.filter((line) => /\S {2,}\S/.test(line)).length
  if (!unsure && gaps < lines.length * SURE) return null
  const found = detectSpaceTable(sample, complete)
  return found !== null && (unsure || found.width > (chosen?.width ?? 1)) ? found : null
}

function escapeOf(sample: string, quote: string | null, { escape }: DialectOverride): string | null {
  return quote === null || escape === undefined ? detectEscape(sample, quote) : (escape ?? quote)
}

/** A quote character is one that stands at the edges of fields, not an apostrophe within words. */
function quoteCandidates(sample: string, override: DialectOverride): (string | null)[] {
  if (override.quote !== undefined) return [override.quote]
  const single = sample.match(/(^|[,;\t|\n])'(?:[^'\n]|'')*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0
  const double = sample.match(/(^|[,;\t| \n])"/g)?.length ?? 0
  if (single === 0 || single <= double) return ['"']
  return single > 2 ? ["'", '"'] : ['"', "'"]
}

function describe(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter.trim() === '' ? 'space' : delimiter
}

/** Finds delimiter, quote and escape by trying them all on a sample; what the override says is not questioned. */
export function detectStructure(sample: string, complete: boolean, override: DialectOverride): DetectedDialect {
  const said = override.delimiter ?? SEPARATOR_LINE.exec(sample)?.[1]
  const given: DialectOverride = said === undefined ? override : { ...override, delimiter: said }
  const delimiters = said === undefined ? DELIMITERS : [said]
  const present = delimiters.filter((delimiter) => sample.includes(delimiter))
  const candidates = quoteCandidates(sample, override).flatMap((quote) =>
    present.map((delimiter) =>
      scoreCandidate(sample, { delimiter, quote, escape: escapeOf(sample, quote, override) }, complete),
    ),
  )
  candidates.sort((left, right) => right.score - left.score)
  const best = candidates.find(({ width }) => width > 1 || said !== undefined)
  const chosen = best !== undefined && isTable(best, given) ? best : null
  const share = chosen === null ? 0 : chosen.fitting / Math.max(1, chosen.records)
  const spaced = said === undefined || said === ' ' ? spaceTable(sample, complete, chosen, share) : null
  const structure = spaced?.structure ?? chosen?.structure ?? singleColumn(sample, override)
  const delimiter =
    spaced === null ? delimiterEvidence(chosen, candidates, override) : spaceEvidence(spaced, candidates, override)
  return {
    structure,
    evidence: [
      said === undefined || override.delimiter !== undefined
        ? delimiter
        : { ...delimiter, reason: `the first line of the file says so; ${delimiter.reason}`, ambiguous: false },
      quoteEvidence(structure, sample, complete, override),
    ],
  }
}

/** A delimiter that the sample does not contain, so that a line stays one value. */
function singleColumn(sample: string, override: DialectOverride): Structure {
  const absent = [',', ';', '\t', '|', '\u001f'].find((delimiter) => !sample.includes(delimiter)) ?? '\u001f'
  const quote = override.quote === undefined ? '"' : override.quote
  return { delimiter: override.delimiter ?? absent, quote, escape: '"' }
}

function spaceEvidence(
  { structure, reason }: SpaceTable,
  candidates: readonly Candidate[],
  override: DialectOverride,
): Evidence {
  const others = candidates.filter((candidate) => candidate.structure.delimiter.trim() !== '')
  return {
    what: 'delimiter',
    chosen: describe(structure.delimiter),
    reason: override.delimiter === undefined ? reason : `set by hand; ${reason}`,
    alternatives: alternativesOf(others),
    ...countedOn(others),
    ambiguous: structure.absorbing !== undefined && override.delimiter === undefined,
  }
}

function alternativesOf(others: readonly Candidate[]): Evidence['alternatives'] {
  return others.slice(0, 4).map(({ structure, width, fitting, records }) => ({
    value: describe(structure.delimiter),
    reason: `${fitting} of ${records} sampled records would have ${width} field${width === 1 ? '' : 's'}`,
    rows_lost: records - fitting,
    override: { delimiter: structure.delimiter },
  }))
}

function countedOn([first]: readonly Candidate[]): Pick<Evidence, 'counted'> {
  return first === undefined ? {} : { counted: { rows: first.records, whole_file: false } }
}

/** A weak delimiter, or one that tears quotes apart, must fit nearly every line; otherwise the lines are one column of text. */
function isTable(candidate: Candidate, override: DialectOverride): boolean {
  if (override.delimiter !== undefined) return true
  const share = candidate.fitting / Math.max(1, candidate.records)
  if (WEAK.has(candidate.structure.delimiter)) return share > 0.97 && candidate.records > 1 && candidate.damaged === 0
  return share > (candidate.damaged > candidate.records * 0.2 ? 0.9 : 0.4)
}

function delimiterEvidence(
  chosen: Candidate | null,
  candidates: readonly Candidate[],
  override: DialectOverride,
): Evidence {
  const others = candidates.filter(
    (candidate) => candidate !== chosen && candidate.structure.quote === (chosen?.structure.quote ?? '"'),
  )
  const alternatives = alternativesOf(others)
  if (chosen === null) {
    const reason = 'no delimiter gives lines of equal width; every line is one value'
    return {
      what: 'delimiter',
      chosen: 'none',
      reason,
      alternatives,
      ...countedOn(others),
      ambiguous: others.length > 0,
    }
  }
  const reason = `${chosen.fitting} of ${chosen.records} sampled records have ${chosen.width} fields`
  const own = chosen.structure.delimiter
  // `,` and `, ` are not two readings of a file but one.
  const rival = others.find(({ structure: { delimiter } }) => !own.includes(delimiter) && !delimiter.includes(own))
  return {
    what: 'delimiter',
    chosen: describe(chosen.structure.delimiter),
    reason: override.delimiter === undefined ? reason : `set by hand; ${reason}`,
    alternatives,
    ...countedOn(others),
    ambiguous:
      override.delimiter === undefined && rival !== undefined && rival.width > 1 && rival.score > chosen.score * 0.9,
  }
}
