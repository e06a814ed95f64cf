import { RecordSplitter, type FileRecord, type Structure } from '../rows/records.ts'

const SAMPLE_RECORDS = 2_000

/** The records of a sample; the last one is left out when the sample is cut in the middle of it. */
export function splitSample(
  sample: string,
  structure: Structure,
  complete: boolean,
  limit = SAMPLE_RECORDS,
): FileRecord[] {
  const records: FileRecord[] = []
  for (const record of new RecordSplitter(structure, Infinity).push(sample, complete)) {
    records.push(record)
    if (records.length >= limit) break
  }
  return records
}

export function isBlank(record: FileRecord): boolean {
  return record.fields.length === 1 && (record.fields[0] ?? '').trim() === ''
}

/** The most common number of fields among records that are not blank; the wider one of equals. */
export function modalWidth(records: readonly FileRecord[]): number {
  const counts = new Map<number, number>()
  for (const record of records)
    if (!isBlank(record)) counts.set(record.fields.length, (counts.get(record.fields.length) ?? 0) + 1)
  let width = 1
  let best = 0
  for (const [candidate, count] of counts) {
    if (count > best || (count === best && candidate > width)) {
      width = candidate
      best = count
    }
  }
  return width
}
