import type { Analysis } from '@datapilot/contracts'
import { shallowRef } from 'vue'
import { useWords } from '../../platform/i18n/use-words.ts'
import { findDataset, findDatasets } from '../datasets/index.ts'

/** The newest datasets come in one answer; only older ones are asked for one by one. */
const NEWEST = 200

/** Names of the datasets that analyses speak of; each is asked for once. */
export function useDatasetNames() {
  const { t } = useWords()
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const asked = new Set<string>()
  let newest: Promise<void> | null = null

  async function askNewest(): Promise<void> {
    const found = await findDatasets('', NEWEST, new AbortController().signal).catch(() => [])
    names.value = new Map(found.map(({ id, name }) => [id, name]))
  }

  async function ask(id: string): Promise<void> {
    asked.add(id)
    // A dataset that is gone keeps a place-holder: the analysis itself is still listed.
    const dataset = await findDataset(id).catch(() => null)
    names.value = new Map([...names.value, [id, dataset?.name ?? t('analyses.gone')]])
  }

  async function want(analyses: readonly Analysis[]): Promise<void> {
    if (analyses.length === 0) return
    newest ??= askNewest()
    await newest
    const wanted = new Set(analyses.flatMap(({ dataset_id: id, compare_to: other }) => [id, other?.dataset_id ?? id]))
    await Promise.all([...wanted].filter((id) => !names.value.has(id) && !asked.has(id)).map(ask))
  }

  const of = (id: string): string => names.value.get(id) ?? '…'

  /** What an analysis is of: a dataset, or two of them (or two versions of one). */
  function title({ dataset_id: id, compare_to: other }: Analysis): string {
    if (other === null) return of(id)
    return t('compare.pair', { base: `${of(other.dataset_id)} v${other.version}`, current: of(id) })
  }

  return { want, of, title }
}
