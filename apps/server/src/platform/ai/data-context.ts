import type { Language, Profile } from '@datapilot/contracts'
import type { EngineTable } from '../engine/engine.ts'

/** A table in reach of a question: its engine table and what is known about it. */
export interface ContextTable extends EngineTable {
  /** The dataset's name for people. */
  readonly label: string
  readonly profile: Profile
}

/** Everything a model may know about the data of one conversation. */
export interface DataContext {
  readonly tables: readonly ContextTable[]
  /** Language of the answer; null lets the question decide. */
  readonly language: Language | null
}
