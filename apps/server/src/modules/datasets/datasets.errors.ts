import { AppError, NotFoundError } from '../../platform/errors.ts'
import type { DatasetProblem, DatasetStatus } from '@datapilot/contracts'

export class TooManyDatasetsError extends AppError {
  constructor(limit: number) {
    super('too_many_datasets', 429, {
      detail: `Your organization has ${String(limit)} datasets.`,
      expected: 'a dataset deleted first',
      data: { limit },
    })
  }
}

export class DatasetNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('dataset', id)
  }
}

/** There is no table (yet): the file waits, is being read, or could not be read. */
export class DatasetNotReadyError extends AppError {
  constructor(id: string, status: DatasetStatus) {
    super('dataset_not_ready', 409, {
      detail: `The dataset is ${status}.`,
      expected: 'status ready',
      where: id,
      data: { status },
    })
  }
}

export class ColumnNotFoundError extends AppError {
  constructor(column: string) {
    super('column_not_found', 422, {
      detail: 'The dataset has no such column.',
      expected: 'a name from columns',
      where: 'sort',
      data: { column },
    })
  }
}

export class DatasetBusyError extends AppError {
  constructor(id: string) {
    super('dataset_busy', 409, {
      detail: 'The file of this dataset is being read.',
      expected: 'the running analysis finished or cancelled',
      where: id,
    })
  }
}

/** The analysis has not brought a profile (yet). */
export class ProfileNotReadyError extends AppError {
  constructor(id: string) {
    super('profile_not_ready', 409, {
      detail: 'There is no exact profile of this dataset yet.',
      expected: 'a completed analysis',
      where: id,
    })
  }
}

/** The file could not be read; says what the reading said. */
export class DatasetUnreadableError extends AppError {
  constructor({ code, detail, expected, where }: DatasetProblem) {
    super(code, 422, { detail, ...(expected === null ? {} : { expected }), ...(where === null ? {} : { where }) })
  }
}

/** The upload belongs to a dataset of other files. */
export class UploadClaimedError extends AppError {
  constructor(fileKey: string) {
    super('upload_claimed', 409, {
      detail: 'This upload is a file of a dataset already.',
      expected: 'an upload that no dataset was made of',
      where: fileKey,
    })
  }
}

/** The new file is the present one, byte for byte: nothing would change. */
export class ContentUnchangedError extends AppError {
  constructor(version: number, contentHash: string) {
    super('content_unchanged', 409, {
      detail: `The file is byte for byte that of version ${String(version)}, which is shown.`,
      expected: 'a file with another content',
      where: 'file_key',
      data: { version, content_hash: contentHash },
    })
  }
}

export class VersionNotFoundError extends NotFoundError {
  constructor(number: number) {
    super('version', String(number))
  }
}

/** The file of the dataset has no such table. */
export class PartNotFoundError extends AppError {
  constructor(part: string, known: readonly string[]) {
    super('part_not_found', 422, {
      detail: 'The file of this dataset has no such table.',
      expected: known.length === 0 ? 'a file of several tables' : 'a name from reading.tables',
      where: 'part',
      data: { part, tables: known.slice(0, 50) },
    })
  }
}
