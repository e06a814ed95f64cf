import type { Dataset, DatasetSummary, DatasetVersion } from '@datapilot/contracts'
import type { DatasetWithVersion, ListedDataset } from './dataset.repository.ts'
import { filesOf } from './version-maker.ts'

function presentShared({
  dataset,
  version,
}: ListedDataset): Omit<Dataset, 'reading' | keyof DatasetSurroundings | 'files'> {
  return {
    id: dataset.id,
    name: dataset.name,
    table_name: dataset.tableName,
    filename: dataset.filename,
    file_key: dataset.fileKey,
    status: version.status,
    version: version.number,
    content_hash: version.contentHash,
    part: dataset.part,
    bytes: version.bytes,
    rows: version.rows,
    columns: version.columns,
    rejected_rows: version.rejectedRows,
    problem: version.problem,
    analysis_id: version.analysisId,
    created_by: dataset.createdBy,
    created_at: dataset.createdAt.toISOString(),
  }
}

/** What stands around a dataset and is looked up apart. */
export type DatasetSurroundings = Pick<Dataset, 'siblings' | 'recipe'>

export function presentDataset(found: DatasetWithVersion, surroundings: DatasetSurroundings): Dataset {
  return { ...presentShared(found), files: filesOf(found), reading: found.version.reading, ...surroundings }
}

export function presentDatasetSummary(found: ListedDataset): DatasetSummary {
  return { ...presentShared(found), alerts: found.version.alerts, fill: found.version.fill }
}

export function presentVersion({ dataset, version }: DatasetWithVersion): DatasetVersion {
  return {
    number: version.number,
    status: version.status,
    origin: version.origin,
    shown: version.id === dataset.versionId,
    content_hash: version.contentHash,
    files: filesOf({ dataset, version }),
    part: version.reading?.part ?? null,
    override: version.override,
    bytes: version.bytes,
    rows: version.rows,
    columns: version.columns,
    rejected_rows: version.rejectedRows,
    problem: version.problem,
    analysis_id: version.analysisId,
    created_by: version.createdBy,
    created_at: version.createdAt.toISOString(),
  }
}
