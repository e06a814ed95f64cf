/** What a spreadsheet's number format says a number is. */
export type NumberKind =
  | { readonly kind: 'plain'; readonly unit: string | null }
  | { readonly kind: 'percent' }
  /** 0 and 1 shown as words, as LibreOffice exports truth values. */
  | { readonly kind: 'boolean' }
  | { readonly kind: 'moment'; readonly date: boolean; readonly clock: boolean; readonly elapsed: boolean }
  /** Digits filled up with zeros, as in postal codes (`00000-000`): `#` stands for a digit. */
  | { readonly kind: 'padded'; readonly mask: string }

const PLAIN: NumberKind = { kind: 'plain', unit: null }
const moment = (date: boolean, clock: boolean, elapsed = false): NumberKind => ({
  kind: 'moment',
  date,
  clock,
  elapsed,
})

/** The formats that files name only by number (ECMA-376 part 1, 18.8.30), as far as they are not plain numbers. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return { kind: 'percent' }
  if (id === 22) return moment(true, true)
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return moment(true, false)
  if ((id >= 18 && id <= 21) || id === 45 || id === 47 || (id >= 32 && id <= 35) || id === 55 || id === 56)
    return moment(false, true)
  return id === 46 ? moment(false, true, true) : PLAIN
}

/** @param code the format's own code where the file has one. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  return code === undefined ? builtIn(id) : kindOfCode(code)
}

const CURRENCY = /R\$|US\$|[$€£¥]/

interface Skeleton {
  /** The first section without literals, colours, conditions and padding. */
  readonly shape: string
  /** The same with literals kept, as `#` for digits of zeros: for codes that are nothing but digits and literals. */
  readonly mask: string
  readonly literals: string
  readonly currency: string | null
  readonly elapsed: boolean
}

/** Takes a format code apart: quoted and escaped literals, `[…]` blocks, `_x` and `*x` padding. First section only. */
function skeleton(code: string): Skeleton {
  let [shape, mask, literals] = ['', '', '']
  let currency: string | null = null
  let elapsed = false
  const token = /"([^"]*)"|\\(.)|\[([^\]]*)\]|[_*](?:.)|(;)|(.)/gsu
  for (const [, quoted, escaped, block, end, plain] of code.matchAll(token)) {
    if (end !== undefined) break
    const literal = quoted ?? escaped
    if (literal !== undefined) {
      literals += literal
      mask += literal.replaceAll('#', '')
    } else if (block !== undefined) {
      const symbol = /^\$([^-]*)/.exec(block)?.[1]?.trim()
      if (symbol !== undefined && symbol !== '') currency = symbol
      if (/^[hms]+$/i.test(block)) {
        elapsed = true
        shape += block
      }
    } else if (plain !== undefined) {
      shape += plain
      mask += plain === '0' ? '#' : plain
    }
  }
  return { shape, mask, literals, currency, elapsed }
}

const TRUTH = /^"(?:true|verdadeiro|sim|yes)"(?:;"(?:true|verdadeiro|sim|yes)")?;"(?:false|falso|não|no)"$/i

function kindOfCode(code: string): NumberKind {
  if (TRUTH.test(code)) return { kind: 'boolean' }
  const { shape, mask, literals, currency, elapsed } = skeleton(code)
  const plain = shape.replaceAll(/general|standard|padrão/gi, '')
  if (elapsed) return moment(false, true, true)
  // Scientific notation has an E, and a colour or a text section no digits.
  const letters = plain.replaceAll(/E[-+]/gi, '').toLowerCase()
  if (/[ymdhs]/.test(letters)) {
    const clock = /[hs]|am\/pm|a\/p/.test(letters)
    return moment(/[yd]/.test(letters) || !clock, clock)
  }
  if (plain.includes('%')) return { kind: 'percent' }
  const unit = currency ?? CURRENCY.exec(literals + plain)?.[0] ?? null
  if (unit !== null) return { kind: 'plain', unit }
  const digits = plain.replaceAll(/[-/() ]/g, '')
  if (/^00+$/.test(digits) && !/\d/.test(literals)) return { kind: 'padded', mask }
  return PLAIN
}

/** A whole number in a mask of zeros: 1310100 in `#####-###` is `01310-100`. Null where it has more digits or others. */
export function padded(text: string, mask: string): string | null {
  if (!/^\d+$/.test(text)) return null
  const places = mask.split('#').length - 1
  if (text.length > places) return null
  let at = 0
  const digits = text.padStart(places, '0')
  return mask.replaceAll('#', () => digits[at++] ?? '')
}
