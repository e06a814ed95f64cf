const MARK = Buffer.from([0xef, 0xbb, 0xbf])
const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22

/** Takes out of UTF-8 text what is no text: NUL characters, and byte order marks at the beginning of lines. */
export class TextCleaner {
  removedNuls = 0
  /** Marks behind the first line, as files have them that were put together from several. */
  removedMarks = 0
  #atStart = true
  #previous = LF

  clean(bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes
    const unmarked = bytes.includes(MARK) ? this.#withoutMarks(bytes) : bytes
    this.#atStart = false
    this.#previous = bytes[bytes.length - 1] ?? this.#previous
    if (!unmarked.includes(0)) return unmarked
    const clean = Buffer.from(unmarked.filter((byte) => byte !== 0))
    this.removedNuls += unmarked.length - clean.length
    return clean
  }

  #withoutMarks(bytes: Buffer): Buffer {
    const kept: Buffer[] = []
    let from = 0
    for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + MARK.length)) {
      const before = at === 0 ? this.#previous : bytes[at - 1]
      if (before !== LF && before !== CR && before !== QUOTE) continue
      // The mark of the file itself is no finding.
      if (!(this.#atStart && at === 0)) this.removedMarks += 1
      kept.push(bytes.subarray(from, at))
      from = at + MARK.length
    }
    return Buffer.concat([...kept, bytes.subarray(from)])
  }
}

/** True when a piece of text has something to take out. */
export function needsCleaning(bytes: Buffer): boolean {
  return bytes.includes(0) || bytes.includes(MARK)
}
