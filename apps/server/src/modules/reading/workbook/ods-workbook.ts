import type { ZipArchive } from '../archive/zip-archive.ts'
import { FileRefused } from '../reading.errors.ts'
import { odsRows } from './ods-rows.ts'
import type { Workbook } from './sheet.ts'
import { readXml } from './xml-events.ts'

const CONTENT = 'content.xml'
const MANIFEST = 'META-INF/manifest.xml'

/** @throws FileRefused `file_encrypted`. */
async function refuseEncrypted(archive: ZipArchive): Promise<void> {
  if (!archive.has(MANIFEST)) return
  await readXml(archive.read(MANIFEST), MANIFEST, {
    open(name) {
      if (name !== 'encryption-data') return
      throw new FileRefused('file_encrypted', 'The spreadsheet is protected by a password.', {
        expected: 'a spreadsheet saved without a password',
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
}

/** A spreadsheet of the OpenDocument format (ISO/IEC 26300). All its sheets lie in one part, read anew for each. */
export async function openOds(archive: ZipArchive): Promise<Workbook> {
  await refuseEncrypted(archive)
  const tables: { name: string; style: string }[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let depth = 0
  await readXml(archive.read(CONTENT), CONTENT, {
    open(name, attributes) {
      if (name === 'style') style = attributes['style:name'] ?? ''
      else if (name === 'table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style)
      else if (name === 'table') {
        if (depth === 0)
          tables.push({ name: attributes['table:name'] ?? '', style: attributes['table:style-name'] ?? '' })
        depth += 1
      }
    },
    close(name) {
      if (name === 'table') depth -= 1
    },
    text: () => undefined,
  })
  return {
    format: 'ods',
    sheets: tables.map(({ name, style: own }, index) => ({
      name,
      hidden: hiddenStyles.has(own),
      rows: (facts) => odsRows(archive.read(CONTENT), index, name, facts),
    })),
    close: () => archive.close(),
  }
}
