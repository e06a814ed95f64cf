import { crc32, deflateRawSync } from 'node:zlib'

export interface TestMember {
  readonly name: string
  readonly content: string | Buffer
  /** Marks the member as encrypted, whatever its bytes are. */
  readonly encrypted?: boolean
  /** What the directory says of its size, where that is not the truth. */
  readonly declared?: number
}

function header(
  signature: number,
  { name, encrypted }: TestMember,
  sizes: readonly number[],
  central: boolean,
): Buffer {
  const fields = Buffer.alloc(central ? 46 : 30)
  fields.writeUInt32LE(signature, 0)
  const at = central ? 6 : 4
  if (central) fields.writeUInt16LE(20, 4)
  fields.writeUInt16LE(20, at)
  // UTF-8 names, and the mark of encryption.
  fields.writeUInt16LE(0x800 | (encrypted === true ? 1 : 0), at + 2)
  fields.writeUInt16LE(8, at + 4)
  const [crc = 0, compressed = 0, size = 0] = sizes
  fields.writeUInt32LE(crc, at + 10)
  fields.writeUInt32LE(compressed, at + 14)
  fields.writeUInt32LE(size, at + 18)
  fields.writeUInt16LE(Buffer.byteLength(name), at + 22)
  return fields
}

/** A ZIP archive (APPNOTE 6.3) whose directory says what a test wants it to say. */
export function zipOf(members: readonly TestMember[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const member of members) {
    const content = Buffer.from(member.content)
    const packed = deflateRawSync(content)
    const sizes = [crc32(content), packed.length, member.declared ?? content.length]
    const local = Buffer.concat([header(0x04034b50, member, sizes, false), Buffer.from(member.name), packed])
    const central = header(0x02014b50, member, sizes, true)
    central.writeUInt32LE(offset, 42)
    directory.push(central, Buffer.from(member.name))
    locals.push(local)
    offset += local.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface TestWorkbook {
  /** The XML between `<worksheet>` and its end. */
  readonly sheet: string
  readonly sharedStrings?: string
  readonly styles?: string
  readonly date1904?: boolean
  readonly before?: string
}

/** A workbook of one sheet, from its raw XML. */
export function xlsxOf({ sheet, sharedStrings, styles, date1904 = false, before = '' }: TestWorkbook): Buffer {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`
  const relations = (list: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`
  const members = [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relations(relation('r1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${NS} xmlns:r="${REL}"><workbookPr date1904="${date1904 ? '1' : '0'}"/><sheets><sheet name="Plan1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        relation('r1', 'worksheet', 'worksheets/sheet1.xml') +
          (sharedStrings === undefined ? '' : relation('r2', 'sharedStrings', 'sharedStrings.xml')) +
          (styles === undefined ? '' : relation('r3', 'styles', 'styles.xml')),
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: `${before}<worksheet ${NS}>${sheet}</worksheet>` },
  ]
  if (sharedStrings !== undefined)
    members.push({ name: 'xl/sharedStrings.xml', content: `<sst ${NS}>${sharedStrings}</sst>` })
  if (styles !== undefined) members.push({ name: 'xl/styles.xml', content: `<styleSheet ${NS}>${styles}</styleSheet>` })
  return zipOf(members)
}

/** `<sheetData>` of rows of raw cells, each `[attributes, inner XML]` or empty. */
export function sheetData(rows: readonly (readonly (readonly [string, string] | null)[])[]): string {
  const cells = rows.map((row, index) => {
    const inner = row.map((cell, column) =>
      cell === null ? '' : `<c r="${String.fromCharCode(65 + column)}${index + 1}" ${cell[0]}>${cell[1]}</c>`,
    )
    return `<row r="${index + 1}">${inner.join('')}</row>`
  })
  return `<sheetData>${cells.join('')}</sheetData>`
}
