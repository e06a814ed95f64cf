import { AppError, NotFoundError } from '../../platform/errors.ts'

/** No upload with this key or id that the caller may see, whoever else may own it. */
export class UploadNotFoundError extends NotFoundError {
  constructor(keyOrId: string) {
    super('upload', keyOrId)
  }
}

/** The upload was announced, but its bytes never arrived whole. */
export class UploadIncompleteError extends AppError {
  constructor(fileKey: string) {
    super('upload_incomplete', 409, {
      detail: 'The file has not arrived completely.',
      expected: 'one finished PUT to the upload URL, or all parts and their completion',
      where: fileKey,
    })
  }
}

/** The staged bytes changed between the check and the move. */
export class UploadChangedError extends AppError {
  constructor(fileKey: string) {
    super('upload_changed', 409, {
      detail: 'The uploaded bytes changed while the dataset was made.',
      expected: 'one upload per URL',
      where: fileKey,
    })
  }
}

export class TooManyUploadsError extends AppError {
  constructor(limit: number) {
    super('too_many_uploads', 429, {
      detail: `Your organization has ${String(limit)} unfinished uploads.`,
      expected: 'uploads that are finished, or that expire',
      data: { limit },
    })
  }
}

export class UploadTooLargeError extends AppError {
  constructor(bytes: number, limit: number) {
    super('upload_too_large', 413, {
      detail: 'The file is larger than this server accepts.',
      expected: `at most ${String(limit)} bytes`,
      where: 'bytes',
      data: { bytes, max_bytes: limit },
    })
  }
}

/** Said before a byte is sent wherever the size is known by then. */
export class QuotaExceededError extends AppError {
  constructor({ quota, used, needed }: { readonly quota: number; readonly used: number; readonly needed: number }) {
    super('quota_exceeded', 409, {
      detail: `The files of your organization take ${String(used)} of ${String(quota)} bytes; this one does not fit.`,
      expected:
        'unfinished uploads cancelled, deleted datasets removed for good (POST /api/v1/storage/purge), or a larger quota (DATAPILOT_QUOTA_BYTES)',
      where: 'bytes',
      data: { quota_bytes: quota, used_bytes: used, needed_bytes: needed },
    })
  }
}

export class PartOutOfRangeError extends AppError {
  constructor(number: number, count: number) {
    super('part_out_of_range', 422, {
      detail: 'The file has no such part.',
      expected: `a number from 1 to ${String(count)}`,
      where: 'parts.number',
      data: { number, part_count: count },
    })
  }
}

/** The parts are one file already, or even a dataset. */
export class UploadFinishedError extends AppError {
  constructor(id: string) {
    super('upload_finished', 409, {
      detail: 'This upload is complete.',
      expected: 'an upload that is still open',
      where: id,
    })
  }
}

export class FilenameInvalidError extends AppError {
  constructor() {
    super('filename_invalid', 422, {
      detail: 'Nothing of this file name can be kept.',
      expected: 'a name such as data.csv, without folders',
      where: 'filename',
    })
  }
}
