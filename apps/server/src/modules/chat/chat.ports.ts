import type { Language, Profile } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'

/** What the chat needs to know of a dataset; handed in by the composition. */
export interface ChatDataset {
  readonly id: string
  readonly name: string
  readonly tableName: string
  readonly fileKey: string
  readonly status: 'queued' | 'reading' | 'ready' | 'failed'
  readonly problem: { readonly code: string; readonly detail: string } | null
  readonly version: number
  /** SHA-256 of the version's bytes. */
  readonly contentHash: string | null
  /** Analytical copy; null until the file was read. */
  readonly parquetPath: string | null
}

/** Datasets as the chat sees them. Every method checks the actor's access. */
export interface ChatDatasets {
  /** By id, or by the key of an uploaded file, which becomes a dataset when it is none yet. */
  resolve(actor: Actor, handle: { readonly datasetId: string } | { readonly fileKey: string }): Promise<ChatDataset>
  /** The exact profile, or a picture from a sample (`exact: false`) while the analysis runs; answers within 2 s. */
  profile(actor: Actor, dataset: ChatDataset): Promise<Profile>
  starterQuestions(profile: Profile, language: Language): readonly string[]
}
