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

/** Only what waits or runs can be cancelled. */
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
