import type { ColumnType, Reading } from '@datapilot/contracts'
import { sourceColumnsSql, sourceRowsSql, sourceViewSql } from './sql/source.sql.ts'
import { countOf, textOf, type Session } from './session.ts'

/** How the numbers of a column are added up. */
export interface NumberFamily {
  readonly kind: 'integer' | 'decimal' | 'double'
  /** Digits after the decimal separator. */
  readonly scale: number
  /** Whether sums fit into 128-bit integers at any number of rows (at most 18 digits, or 64-bit integers). */
  readonly exact: boolean
}

/** A column of view `source`. */
export interface SourceColumn {
  readonly index: number
  readonly name: string
  readonly type: ColumnType
  /** DuckDB's type in the view; columns of one batch share it. */
  readonly sqlType: string
  readonly unit: string | null
  /** Set for integer, decimal and number columns. */
  readonly family: NumberFamily | null
}

export interface SourceTable {
  readonly rows: number
  readonly columns: readonly SourceColumn[]
}

/** Makes view `source` (or of another name) over a Parquet file, with every column in one of few SQL types. */
export async function openSource(
  session: Session,
  parquetPath: string,
  reading: Reading,
  view = 'source',
): Promise<SourceTable> {
  const described = await session.rows(sourceColumnsSql(parquetPath))
  const known = new Map(reading.columns.map((column) => [column.name, column]))
  const views = described.map((row) => {
    const name = textOf(row.column_name) ?? ''
    return { name, ...normalize(textOf(row.column_type) ?? ''), read: known.get(name) }
  })
  await session.run(sourceViewSql(parquetPath, views, view))
  const [total] = await session.rows(sourceRowsSql(parquetPath))
  const columns = views.map(({ name, sqlType, type, read }, index) => ({
    index,
    name,
    sqlType,
    type: type === 'text' && read?.type === 'json' ? 'json' : type,
    unit: read?.unit ?? null,
    family: familyOf(sqlType),
  }))
  return { rows: countOf(total?.rows), columns }
}

interface Normalized {
  readonly sqlType: string
  readonly type: ColumnType
  /** `{}` stands for the quoted column. */
  readonly expression: string
}

const INTEGERS = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'HUGEINT',
  'UHUGEINT',
])

function normalize(declared: string): Normalized {
  const plain = (type: ColumnType) => ({ sqlType: declared, type, expression: '{}' })
  const cast = (sqlType: string, type: ColumnType) => ({ sqlType, type, expression: `{}::${sqlType}` })
  if (declared === 'VARCHAR') return plain('text')
  if (INTEGERS.has(declared)) return plain('integer')
  if (/^DECIMAL\(\d+,\d+\)$/.test(declared)) return plain('decimal')
  if (declared === 'DOUBLE') return plain('number')
  if (declared === 'FLOAT') return cast('DOUBLE', 'number')
  if (declared === 'BOOLEAN') return plain('boolean')
  if (declared === 'DATE') return plain('date')
  if (declared === 'TIMESTAMP') return plain('timestamp')
  if (declared === 'TIMESTAMP WITH TIME ZONE')
    return { ...cast('TIMESTAMP', 'timestamp'), expression: "{} AT TIME ZONE 'UTC'" }
  if (/^TIMESTAMP_(S|MS|NS)$/.test(declared)) return cast('TIMESTAMP', 'timestamp')
  if (declared.startsWith('TIME')) return cast('VARCHAR', 'time')
  if (declared === 'BLOB') return cast('VARCHAR', 'binary')
  const nested = /^(STRUCT|MAP|UNION)\b|\[\d*\]$/.test(declared)
  return nested ? { sqlType: 'VARCHAR', type: 'json', expression: 'to_json({})::VARCHAR' } : cast('VARCHAR', 'text')
}

function familyOf(sqlType: string): NumberFamily | null {
  if (sqlType === 'DOUBLE') return { kind: 'double', scale: 0, exact: false }
  if (INTEGERS.has(sqlType)) return { kind: 'integer', scale: 0, exact: !sqlType.endsWith('HUGEINT') }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(sqlType)
  if (!decimal) return null
  return { kind: 'decimal', scale: Number(decimal[2]), exact: Number(decimal[1]) <= 18 }
}
