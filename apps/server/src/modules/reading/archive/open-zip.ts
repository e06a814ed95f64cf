import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import { READABLE } from '../source/magic.ts'
import type { ZipArchive } from './zip-archive.ts'

export type ZipContent = 'xlsx' | 'ods' | 'members'

const OTHER_OFFICE: readonly { readonly member: string; readonly name: string }[] = [
  { member: 'xl/workbook.bin', name: 'an Excel binary workbook (.xlsb)' },
  { member: 'word/document.xml', name: 'a Word document' },
  { member: 'ppt/presentation.xml', name: 'a PowerPoint presentation' },
  { member: 'META-INF/MANIFEST.MF', name: 'a Java archive' },
  { member: 'AndroidManifest.xml', name: 'an Android package' },
  { member: 'Index/Document.iwa', name: 'an Apple Numbers or Pages document' },
]
const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'

async function textOf(archive: ZipArchive, name: string): Promise<string> {
  let text = ''
  for await (const chunk of archive.read(name)) {
    text += chunk.toString('utf8')
    if (text.length > 1000) break
  }
  return text.trim()
}

/**
 * What a ZIP archive is, by its members and not by its name.
 *
 * @throws FileRefused `file_binary` for documents that hold no tables that we read, `archive_nested` for an archive in
 *   an archive.
 */
export async function zipContent(archive: ZipArchive, { nested }: Pick<ReadJob, 'nested'>): Promise<ZipContent> {
  if (archive.has('mimetype')) {
    const type = await textOf(archive, 'mimetype')
    if (type.startsWith(SPREADSHEET)) return 'ods'
    if (type.startsWith('application/')) refuseDocument(`an OpenDocument file of type ${type.slice(0, 80)}`)
  }
  const other = OTHER_OFFICE.find(({ member }) => archive.has(member))
  if (other !== undefined) refuseDocument(other.name)
  if (archive.has('[Content_Types].xml') && archive.members.some(({ name }) => /^xl\/|workbook\.xml$/.test(name)))
    return 'xlsx'
  if (!nested) return 'members'
  throw new FileRefused('archive_nested', 'The archive holds another archive.', {
    expected: 'an archive whose files are tables themselves',
  })
}

function refuseDocument(name: string): never {
  throw new FileRefused('file_binary', `This is ${name}, not a table.`, {
    expected: READABLE,
    where: 'byte 0',
    data: { looks_like: name },
  })
}
