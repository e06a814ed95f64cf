import type { Cell, ColumnType, Language } from '@datapilot/contracts'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import * as format from './format.ts'

/** Translation and the formats of the present language, for components. */
export function useWords() {
  const { t, te, locale } = useI18n()
  const language = computed(() => locale.value as Language)
  return {
    t,
    te,
    language,
    integer: (value: number | bigint) => format.formatInteger(value, language.value),
    number: (value: number, digits?: number) => format.formatNumber(value, language.value, digits),
    fixed: (value: number, digits: number) => format.formatFixed(value, language.value, digits),
    compact: (value: number) => format.formatCompact(value, language.value),
    share: (value: number) => format.formatShare(value, language.value),
    bytes: (value: number) => format.formatBytes(value, language.value),
    duration: (value: number) => format.formatDuration(value, language.value),
    date: (value: string) => format.formatDate(value, language.value),
    instant: (value: string) => format.formatInstant(value, language.value, { yesterday: t('shell.yesterday') }),
    cell: (value: Cell, type: ColumnType) => format.formatCell(value, type, language.value),
  }
}

export type Words = ReturnType<typeof useWords>
