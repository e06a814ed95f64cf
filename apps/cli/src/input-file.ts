import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@datapilot/server/platform/errors.ts'

/**
 * The absolute path of a file that is to be read.
 *
 * @throws AppError `file_missing`, `not_a_file`, `file_unreadable`.
 */
export async function inputFile(path: string): Promise<string> {
  const absolute = resolve(path)
  const found = await stat(absolute).catch((error: unknown) => (error instanceof Error ? error : new Error('unknown')))
  if (found instanceof Error) {
    const code = 'code' in found ? found.code : null
    const missing = code === 'ENOENT' || code === 'ENOTDIR'
    const detail = missing ? 'There is no such file.' : 'The file cannot be opened.'
    throw new AppError(missing ? 'file_missing' : 'file_unreadable', 422, { detail, where: path })
  }
  if (!found.isFile())
    throw new AppError('not_a_file', 422, {
      detail: 'This is not a file.',
      expected: 'a table: CSV, Excel, OpenDocument, JSON or Parquet',
      where: path,
    })
  return absolute
}
