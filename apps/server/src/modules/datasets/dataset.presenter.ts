import type { Dataset, DatasetSummary, PresignedUpload, ProposedRecipe } from '@datapilot/contracts'
import type { DatasetWithVersion, ListedDataset } from './dataset.repository.ts'
import type { UploadOffer } from './upload.service.ts'

function presentShared({ dataset, version }: ListedDataset): Omit<Dataset, 'reading' | 'recipe'> {
  return {
    id: dataset.id,
    name: dataset.name,
    table_name: dataset.tableName,
    filename: dataset.filename,
    file_key: dataset.fileKey,
    status: version.status,
    version: version.number,
    content_hash: version.contentHash,
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

export function presentDataset(found: DatasetWithVersion, recipe: ProposedRecipe | null = null): Dataset {
  return { ...presentShared(found), reading: found.version.reading, recipe }
}

export function presentDatasetSummary(found: ListedDataset): DatasetSummary {
  return { ...presentShared(found), alerts: found.version.alerts, fill: found.version.fill }
}

export function presentUpload(offer: UploadOffer): PresignedUpload {
  return {
    upload_url: offer.url,
    file_key: offer.fileKey,
    method: 'PUT',
    max_bytes: offer.maxBytes,
    expires_at: offer.expiresAt.toISOString(),
  }
}
