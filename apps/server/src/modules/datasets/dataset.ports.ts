import type { DialectOverride, Profile, Reading } from '@datapilot/contracts'

/** A stored file as it is given to those who read it. */
export interface FileInput {
  /** The bytes as uploaded; never changed. */
  readonly path: string
  /** As the person called it: shown, and a hint at the format. */
  readonly filename: string
  readonly override: DialectOverride
  readonly signal: AbortSignal
}

/** Reads files in processes of their own. */
export interface FileReader {
  /**
   * Writes the analytical copy and the rejected records into `outputDir`.
   *
   * @param input.onProgress share of the file that was looked at, 0 to 1.
   * @throws AppError that says why the file is refused; nothing is left behind then.
   */
  read(
    input: FileInput & { readonly outputDir: string; readonly onProgress: (share: number) => void },
  ): Promise<{ readonly reading: Reading; readonly parquetPath: string; readonly rejectsPath: string | null }>
  /** A profile of the file's first megabytes, `exact: false` unless that was the whole file. */
  profileSample(input: FileInput & { readonly name: string }): Promise<Profile>
}
