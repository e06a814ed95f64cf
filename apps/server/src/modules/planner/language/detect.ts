import type { Language } from '@datapilot/contracts'
import { fold } from './fold.ts'

const PT = new Set(
  'qual quais quantos quantas quanto que o os um uma de do da dos das em no na nos nas por para com foi foram e ou quem onde quando media soma maior menor mais menos liste mostre numero total cada entre valor nao sem ate como sao tem houve existem'.split(
    ' ',
  ),
)
const EN = new Set(
  'what which who where when how many much the of in on at for from with by and or is are was were did does has have had that average sum highest lowest most least list show number total each between than there not name tell give during as to an'.split(
    ' ',
  ),
)
/** Words of both languages say nothing. */
const BOTH = new Set('as no total do a e me come on'.split(' '))

/** The language of a question by its function words and accents; English when nothing speaks for Portuguese. */
export function detectLanguage(question: string): Language {
  let pt = /[ãõç]|[áéíóúâêô](?=\p{L}*[\s?.,])/iu.test(question) ? 0.5 : 0
  let en = 0
  for (const word of fold(question).match(/\p{L}+/gu) ?? []) {
    if (BOTH.has(word)) continue
    if (PT.has(word)) pt += 1
    if (EN.has(word)) en += 1
  }
  return pt > en ? 'pt' : 'en'
}
