import type { ColumnFact } from './column-findings.ts'

/** Facts by column index, as they are found. */
export class FactList {
  readonly found = new Map<number, ColumnFact[]>()

  add(index: number, fact: ColumnFact | null): void {
    if (fact) this.found.set(index, [...this.of(index), fact])
  }

  of(index: number): readonly ColumnFact[] {
    return this.found.get(index) ?? []
  }
}
