import type { Cell, ColumnType, Language, Profile } from '@datapilot/contracts'
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

/** One version of a dataset whose table stands. */
export interface ChatVersion {
  readonly number: number
  readonly contentHash: string
  /** Rows of the table. */
  readonly rows: number | null
  readonly parquetPath: string
  readonly columns: ReadonlyMap<string, ColumnType>
}

/**
 * One SELECT of the rows behind an answer's plan, or behind one of its rows; null where the plan has none or is none of
 * the built-in planner's.
 */
export type EvidenceSql = (
  plan: unknown,
  columns: ReadonlyMap<string, ColumnType>,
  row: readonly Cell[] | null,
) => string | null

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
  /** A version by its number, or the one that is shown (null). @throws where it is not there or was not read. */
  version(actor: Actor, datasetId: string, number: number | null): Promise<ChatVersion>
  starterQuestions(profile: Profile, language: Language): readonly string[]
}
