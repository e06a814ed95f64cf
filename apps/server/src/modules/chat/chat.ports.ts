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
  readonly versionId: string
  /** SHA-256 of the version's bytes. */
  readonly contentHash: string | null
  /** Analytical copy; null until the file was read. */
  readonly parquetPath: string | null
}

/** Datasets as the chat sees them. Every method checks the actor's access. */
export interface ChatDatasets {
  /** By id, or by the key of an uploaded file, which becomes a dataset when it is none yet. */
  resolve(actor: Actor, handle: { readonly datasetId: string } | { readonly fileKey: string }): Promise<ChatDataset>
  /** Null until the analysis ended. */
  exactProfile(actor: Actor, dataset: ChatDataset): Promise<Profile | null>
  /** A picture from the file's first megabytes (`exact: false`), within 2 s at any size. */
  sampleProfile(actor: Actor, dataset: ChatDataset): Promise<Profile>
  /** The file as uploaded, on this machine and read-only; null where the dataset is not one file. */
  originalFile(
    actor: Actor,
    dataset: ChatDataset,
  ): Promise<{ readonly path: string; readonly extension: string } | null>
  starterQuestions(profile: Profile, language: Language): readonly string[]
}
