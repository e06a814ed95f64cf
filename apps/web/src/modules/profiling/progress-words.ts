import type { AnalysisPace, AnalysisStage, Language } from '@datapilot/contracts'
import { formatInteger, formatSpan } from '../../platform/i18n/format.ts'

type Translate = (key: string, named?: Record<string, unknown>) => string

/** Stage, rows and time left of a running analysis; what is not known is left out. */
export function progressWords(stage: AnalysisStage, pace: AnalysisPace, t: Translate, language: Language): string[] {
  const { paused, rows_done: done, rows_total: total, seconds_left: left } = pace
  const words = [paused ? t('stage.paused') : t(`stage.${stage}`)]
  if (done !== null && total !== null && total > 0)
    words.push(
      t('stage.rows', { n: formatInteger(Math.min(done, total), language), total: formatInteger(total, language) }),
    )
  if (left !== null && !paused) words.push(t('stage.left', { time: formatSpan(left) }))
  return words
}
