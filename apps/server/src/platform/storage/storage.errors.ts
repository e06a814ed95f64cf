import { AppError } from '../errors.ts'

export const objectExists = (): AppError =>
  new AppError('object_exists', 409, { detail: 'This object was stored already.', expected: 'a new upload address' })

export const objectMissing = (key: string): AppError =>
  new AppError('object_not_found', 404, { detail: 'There is no such object.', where: key })

export const objectChanged = (key: string): AppError =>
  new AppError('object_changed', 409, {
    detail: 'The bytes changed between their check and their move.',
    expected: 'one upload per URL',
    where: key,
  })

export const storageFull = (): AppError =>
  new AppError('storage_full', 507, { detail: 'The disk of the server is full.' })
