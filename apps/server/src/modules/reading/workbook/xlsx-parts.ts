import type { ZipArchive } from '../archive/zip-archive.ts'
import { FileRefused } from '../reading.errors.ts'
import { numberKind, type NumberKind } from './number-format.ts'
import { readXml } from './xml-events.ts'

/** Excel allows 255 names by memory alone; nobody works with more sheets than that. */
const MOST_SHEETS = 1_000

export interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly path: string
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly from1904: boolean
  readonly sharedStrings: string | null
  readonly styles: string | null
}

interface Relation {
  readonly type: string
  readonly path: string
}

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A target of a relation as a member's name: absolute ones begin with `/`, others at their part's folder. */
function resolved(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function relationsOf(archive: ZipArchive, part: string): Promise<Map<string, Relation>> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/')) : ''
  const path = resolved(folder, `_rels/${last(part)}.rels`)
  const relations = new Map<string, Relation>()
  if (!archive.has(path)) return relations
  await readXml(archive.read(path), path, {
    open(name, { Id, Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return
      relations.set(Id, { type: last(Type), path: resolved(folder, Target) })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return relations
}

/** What the workbook consists of, as its relations say; sheets in the order of their tabs, charts left out. */
export async function readWorkbookParts(archive: ZipArchive): Promise<WorkbookParts> {
  const roots = await relationsOf(archive, '')
  const main = [...roots.values()].find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml'
  const relations = await relationsOf(archive, main)
  const sheets: SheetPart[] = []
  let from1904 = false
  await readXml(archive.read(main), main, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet') return
      const id = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const relation = relations.get(id)
      if (relation?.type !== 'worksheet') return
      const state = attributes['state'] ?? 'visible'
      sheets.push({ name: attributes['name'] ?? id, hidden: state !== 'visible', path: relation.path })
    },
    close: () => undefined,
    text: () => undefined,
  })
  if (sheets.length > MOST_SHEETS) {
    throw new FileRefused('workbook_too_large', `The workbook has ${sheets.length} sheets.`, {
      expected: `at most ${MOST_SHEETS} sheets`,
    })
  }
  // A part that is named and absent is refused when it is read: without styles, dates would be numbers in silence.
  const partOf = (type: string): string | null =>
    [...relations.values()].find((relation) => relation.type === type)?.path ?? null
  return { sheets, from1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') }
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}

/** What the number format of each cell style says, by the style's number. */
export async function readCellStyles(archive: ZipArchive, path: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readXml(archive.read(path), path, {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? '0')
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) kinds.push(numberKind(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text: () => undefined,
  })
  return kinds
}
