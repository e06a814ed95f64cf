import type { Cell, ColumnType, Language } from '@datapilot/contracts'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import * as format from './format.ts'

/** Translation and the formats of the present language, for components. */
export function useWords() {
  const i18n = useI18n()
  const language = computed(() => i18n.locale.value as Language)
  const t = (key: string, named: Record<string, unknown> = {}, plural?: number): string =>
    plural === undefined ? i18n.t(key, named) : i18n.t(key, named, plural)
  return {
    t,
    te: (key: string): boolean => i18n.te(key),
    language,
    integer: (value: number | bigint) => format.formatInteger(value, language.value),
    number: (value: number, digits?: number) => format.formatNumber(value, language.value, digits),
    fixed: (value: number, digits: number) => format.formatFixed(value, language.value, digits),
    share: (value: number) => format.formatShare(value, language.value),
    bytes: (value: number) => format.formatBytes(value, language.value),
    duration: (value: number) => format.formatDuration(value, language.value),
    span: format.formatSpan,
    date: (value: string) => format.formatDate(value, language.value),
    instant: (value: string) => format.formatInstant(value, language.value, { yesterday: t('shell.yesterday') }),
    cell: (value: Cell, type: ColumnType) => format.formatCell(value, type, language.value),
  }
}
