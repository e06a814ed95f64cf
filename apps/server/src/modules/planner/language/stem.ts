const SUFFIXES = [
  'amentos',
  'amento',
  'imentos',
  'imento',
  'ations',
  'ation',
  'acoes',
  'acao',
  'adores',
  'adoras',
  'adora',
  'ador',
  'ances',
  'ance',
  'ments',
  'ment',
  'ings',
  'ing',
  'ions',
  'ion',
  'ores',
  'ador',
  'adas',
  'ados',
  'idas',
  'idos',
  'ada',
  'ado',
  'ida',
  'ido',
  'ers',
  'ors',
  'ies',
  'er',
  'or',
  'ed',
  'es',
  'al',
  'ar',
  'ou',
  'am',
  'as',
  'os',
  's',
  'y',
  'e',
  'a',
  'o',
]

/** Portuguese and English plural endings taken off; two forms of one noun share a key. Input is folded. */
export function nounKey(word: string): string {
  if (word.length <= 3 || /\d/u.test(word)) return word
  let base = word
  if (base.endsWith('oes') || base.endsWith('aes')) base = `${base.slice(0, -3)}ao`
  else if (base.endsWith('ais') || base.endsWith('eis') || base.endsWith('ois')) base = `${base.slice(0, -2)}l`
  else if (base.endsWith('ies')) base = `${base.slice(0, -3)}y`
  else if (base.endsWith('ens')) base = `${base.slice(0, -2)}m`
  else if (base.endsWith('ss') || base.endsWith('us') || base.endsWith('is')) return base
  else if (base.endsWith('s')) base = base.slice(0, -1)
  if (base.length > 4 && /[aeo]$/u.test(base) && !base.endsWith('ao')) base = base.slice(0, -1)
  return base
}

/** Gender and number taken off (`canceladas`, `cancelado` → `cancelad`); words that differ in more do not share it. */
export function inflectionKey(word: string): string {
  const noun = nounKey(word)
  return noun.length >= 4 ? noun.replace(/[aoe]$/u, '') : noun
}

/** A crude common stem of nouns and verbs (`directed`, `director` → `direct`); at least four letters stay. */
export function rootKey(word: string): string {
  if (word.length <= 4 || /\d/u.test(word)) return word
  for (const suffix of SUFFIXES) {
    if (word.endsWith(suffix) && word.length - suffix.length >= 4) return word.slice(0, -suffix.length)
  }
  return word
}
