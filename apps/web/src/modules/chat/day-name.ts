import { useI18n } from 'vue-i18n'
import type { Language } from '@datapilot/contracts'
import { formatInstant } from '../../platform/i18n/format.ts'

/** Names a group of {@link groupByDay}. */
export function useDayName(): (day: string) => string {
  const { t, locale } = useI18n()
  return (day) => {
    if (day === 'today') return t('shell.today')
    if (day === 'yesterday') return t('chat.yesterday')
    return formatInstant(day, locale.value as Language, { yesterday: '' })
  }
}
