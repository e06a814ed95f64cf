import type { CorrelationMatrix, Profile } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import type { Session } from '../session.ts'
import type { SourceTable } from '../source-table.ts'
import { associationsOf } from './associations.ts'
import { compositeKeys } from './candidate-keys.ts'
import { dependenciesOf } from './dependencies.ts'
import { missingPatterns } from './missing-patterns.ts'
import { nearDuplicateColumns } from './near-duplicate-columns.ts'
import { nearDuplicateRows, type NearDuplicateRows } from './near-duplicate-rows.ts'
import { rowSample } from './row-sample.ts'
import { seriesOf } from './series.ts'

export type TableRelations = Pick<
  Profile,
  'associations' | 'missing_patterns' | 'dependencies' | 'near_duplicate_columns' | 'series'
> & {
  readonly spearman: CorrelationMatrix | null
  readonly keys: readonly (readonly string[])[]
  readonly nearDuplicates: NearDuplicateRows | null
}

/** What a profile without relations has in their place. */
export const NO_RELATIONS: TableRelations = {
  associations: null,
  missing_patterns: null,
  dependencies: null,
  near_duplicate_columns: null,
  series: null,
  spearman: null,
  keys: [],
  nearDuplicates: null,
}

export interface RelationsInput {
  readonly parquetPath: string
  readonly source: SourceTable
  /** Columns with their directions, and what their values showed. */
  readonly findings: readonly ColumnFindings[]
  readonly pearson: CorrelationMatrix | undefined
  readonly equalColumns: readonly (readonly [string, string])[]
  readonly duplicateRows: number
}

/** What is between the columns of a table; most of it from a sample of rows, what is claimed exact from all. */
export async function tableRelations(session: Session, input: RelationsInput): Promise<TableRelations> {
  const { parquetPath, source, findings, pearson, equalColumns, duplicateRows } = input
  const { rows } = source
  const columns = findings.map(({ column }) => column)
  const sample = await rowSample(session, parquetPath, columns, rows)
  const { associations, spearman } = associationsOf(sample, pearson)
  const isKeyless = duplicateRows === 0 && !columns.some(({ unique, missing }) => unique && missing === 0)
  return {
    associations,
    spearman,
    missing_patterns: await missingPatterns(session, columns),
    dependencies: await dependenciesOf(session, sample, rows),
    near_duplicate_columns: await nearDuplicateColumns(session, sample, columns, rows, {
      equal: equalColumns,
      pearson,
    }),
    series: await seriesOf(session, findings, source.columns, rows),
    nearDuplicates: await nearDuplicateRows(session, columns, rows),
    keys: isKeyless ? await compositeKeys(session, sample, rows) : [],
  }
}
