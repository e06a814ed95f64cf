import type { WriteStream } from 'node:tty'
import type { Language } from '@datapilot/contracts'

const STAGES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  pt: {
    reading: 'lendo',
    counting: 'contando',
    distinct: 'valores distintos',
    quantiles: 'quantis',
    relations: 'relações',
  },
  en: {
    reading: 'reading',
    counting: 'counting',
    distinct: 'distinct values',
    quantiles: 'quantiles',
    relations: 'relations',
  },
}
const CLEAR = '\r\u001b[K'

/** One line that says where the work stands; silent where nobody watches. */
export function progressLine(stream: WriteStream, language: Language) {
  let shown = ''
  return {
    show: (stage: string, share: number): void => {
      const line = `${STAGES[language][stage] ?? stage} ${Math.floor(share * 100)} %`
      if (!stream.isTTY || line === shown) return
      shown = line
      stream.write(`${CLEAR}${line}`)
    },
    clear: (): void => {
      if (stream.isTTY && shown !== '') stream.write(CLEAR)
    },
  }
}
