import type { JobStatus } from '@datapilot/contracts'
import { AppError, NotFoundError } from '../../platform/errors.ts'

export class AnalysisNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('analysis', id)
  }
}

/** There are no results (yet); `data` carries the present state, so that a poller learns how far it is. */
export class AnalysisNotCompletedError extends AppError {
  constructor(id: string, state: { readonly status: JobStatus; readonly progress: number; readonly message: string }) {
    super('analysis_not_completed', 409, {
      detail: `The analysis is ${state.status}.`,
      expected: 'status completed',
      where: id,
      data: { analysis_id: id, ...state },
    })
  }
}

/** Only what waits or runs can be cancelled, paused or resumed. */
export class AnalysisFinishedError extends AppError {
  constructor(id: string, status: JobStatus) {
    super('analysis_finished', 409, {
      detail: `The analysis is ${status} already.`,
      expected: 'status queued or running',
      where: id,
      data: { status },
    })
  }
}

export class TooManyAnalysesError extends AppError {
  constructor(limit: number) {
    super('too_many_analyses', 429, {
      detail: `Your organization has ${String(limit)} analyses waiting or running.`,
      expected: 'some of them finished or cancelled',
      data: { limit },
    })
  }
}

export class TooManySocketsError extends AppError {
  constructor(limit: number) {
    super('too_many_connections', 429, {
      detail: `Your organization has ${String(limit)} live connections open.`,
      expected: 'some of them closed',
      data: { limit },
    })
  }
}

/** A table compared with itself tells nothing. */
export class SameVersionError extends AppError {
  constructor() {
    super('same_version', 422, {
      detail: 'Both sides of the comparison are the same version of the same dataset.',
      expected: 'another dataset, or another version',
      where: 'compare_to',
    })
  }
}

/** Only a comparison has differences of rows. */
export class NotAComparisonError extends AppError {
  constructor(id: string) {
    super('not_a_comparison', 409, {
      detail: 'This analysis compares nothing.',
      expected: 'an analysis of type compare',
      where: id,
    })
  }
}

export class DifferenceColumnNotFoundError extends AppError {
  constructor(column: string) {
    super('column_not_found', 404, {
      detail: 'No such column is in both tables.',
      expected: 'a column that both tables have, by its name in the current one',
      where: column,
    })
  }
}
