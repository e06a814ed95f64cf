import { FileRefused } from '../reading.errors.ts'
import { READABLE } from './magic.ts'

/** Beginnings of text files that are no delimited tables. */
const FORMATS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'an HTML page',
    pattern: /^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|meta|style|script)\b/i,
  },
  { name: 'an XML document', pattern: /^<\?xml\b|^<[a-z][\w:.-]*(?:\s+[\w:.-]+="[^"]*")*\s*>\s*</i },
  { name: 'JSON', pattern: /^(?:\[\s*)?\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)|^\[\s*\[/ },
  {
    name: 'an SQL script',
    pattern: /^(?:--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:CREATE\s+TABLE|INSERT\s+INTO)\s+[^\s,;]+[\s(]/i,
  },
  { name: 'a PostScript document', pattern: /^%!PS-/ },
  { name: 'an e-mail', pattern: /^(?:Received|Return-Path|MIME-Version):\s/i },
]

/** @throws FileRefused `file_other_format` naming what the text looks like. */
export function refuseOtherFormat(sample: string): void {
  const text = sample.slice(0, 10_000).trimStart()
  const format = FORMATS.find(({ pattern }) => pattern.test(text))
  if (format === undefined) return
  throw new FileRefused('file_other_format', `This is ${format.name}, not a delimited table.`, {
    expected: READABLE,
    where: 'line 1',
    data: { looks_like: format.name },
  })
}
