import { FilenameInvalidError } from './uploads.errors.ts'

const MAX_LENGTH = 200
/** Control characters, line separators and bidirectional overrides hide what a name really is. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/**
 * Reduces what a client calls its file to a bare name: folders of either system are cut off, control characters
 * removed, length limited with the ending kept. The name is only shown; no path is ever made from it.
 *
 * @throws FilenameInvalidError when nothing is left.
 */
export function safeFilename(raw: string): string {
  const base = raw.normalize('NFC').replaceAll(UNSAFE, '').split(/[/\\]/u).at(-1)?.trim() ?? ''
  if (base === '' || /^\.+$/u.test(base)) throw new FilenameInvalidError()
  if (base.length <= MAX_LENGTH) return base
  const ending = /(?:\.[A-Za-z0-9]{1,10}){1,2}$/u.exec(base)?.[0] ?? ''
  return base.slice(0, MAX_LENGTH - ending.length) + ending
}

/** What a dataset is called when nobody said: the file name without its endings, separators as spaces. */
export function nameFromFilename(filename: string): string {
  const stem = filename.replace(/(?:\.[A-Za-z0-9]{1,10}){1,2}$/u, '')
  return stem.replaceAll(/[_\s]+/gu, ' ').trim() || filename
}
