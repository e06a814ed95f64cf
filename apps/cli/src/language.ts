import { Language } from '@datapilot/contracts'
import { UsageError } from './usage-error.ts'

/** Portuguese where the environment says so, else English. */
export function environmentLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('pt') ? 'pt' : 'en'
}

/** The value of `--lang`. */
export function languageOf(option: string | undefined): Language {
  if (option === undefined) return environmentLanguage()
  const language = Language.safeParse(option)
  if (!language.success)
    throw new UsageError(`"${option}" is no language that DataPilot speaks.`, '--lang pt or --lang en')
  return language.data
}
