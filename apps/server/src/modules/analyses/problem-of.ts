import type { DatasetProblem } from '@datapilot/contracts'
import { AppError } from '../../platform/errors.ts'

/** What a person may know of an error: everything of an AppError, nothing of another. */
export function problemOf(error: unknown): DatasetProblem {
  if (!(error instanceof AppError)) {
    return { code: 'internal_error', detail: 'Something went wrong here.', expected: null, where: null }
  }
  const { detail, expected, where } = error.facts
  return { code: error.code, detail, expected: expected ?? null, where: where ?? null }
}

/** True for errors that another try would meet again: those of the input. */
export function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500
}
