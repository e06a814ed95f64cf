import type { Language } from '@datapilot/contracts'
import { formatterOf, type Formatter } from '../words/format.ts'
import { profileWords, type ProfileWords } from '../words/profile-words.ts'
import { reportWords, type ReportWords } from './report-words.ts'

/** How a report speaks. */
export interface ReportLanguage {
  readonly language: Language
  /** Words of every profile. */
  readonly words: ProfileWords
  /** Words of reports alone. */
  readonly more: ReportWords
  readonly format: Formatter
}

export function speak(language: Language): ReportLanguage {
  return { language, words: profileWords(language), more: reportWords(language), format: formatterOf(language) }
}
