import type { Language } from '@datapilot/contracts'
import { createI18n } from 'vue-i18n'
import { localeOf } from './format.ts'

const STORAGE_KEY = 'datapilot.language'

const catalogues = {
  pt: () => import('./pt/index.ts'),
  en: () => import('./en/index.ts'),
} as const

export const i18n = createI18n({
  legacy: false,
  locale: 'pt',
  fallbackLocale: false,
  messages: {},
  missingWarn: false,
  fallbackWarn: false,
})

/** The language chosen before, else the browser's; Portuguese where it speaks neither. */
export function preferredLanguage(
  remembered: string | null = localStorage.getItem(STORAGE_KEY),
  spoken: readonly string[] = navigator.languages,
): Language {
  if (remembered === 'pt' || remembered === 'en') return remembered
  const known = spoken.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code === 'pt' || code === 'en')
  return known === 'en' ? 'en' : 'pt'
}

/** Loads the language's catalogue and switches every text, number and date to it. */
export async function setLanguage(language: Language): Promise<void> {
  const catalogue = await catalogues[language]()
  i18n.global.setLocaleMessage(language, catalogue.default as never)
  i18n.global.locale.value = language
  localStorage.setItem(STORAGE_KEY, language)
  document.documentElement.lang = localeOf(language)
}
