import {
  DuckDBTypeId,
  JsonDuckDBValueConverter,
  type DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Cell, ColumnType } from '@datapilot/contracts'

const INTEGERS = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
])
const TIMESTAMPS = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
])
const TIMES = new Set([DuckDBTypeId.TIME, DuckDBTypeId.TIME_TZ, DuckDBTypeId.TIME_NS])
const NESTED = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.UNION,
  DuckDBTypeId.VARIANT,
])

/** The logical type of an engine type. */
export function logicalType(type: DuckDBType): ColumnType {
  const id = type.typeId
  if (INTEGERS.has(id)) return 'integer'
  if (id === DuckDBTypeId.DECIMAL) return 'decimal'
  if (id === DuckDBTypeId.FLOAT || id === DuckDBTypeId.DOUBLE) return 'number'
  if (id === DuckDBTypeId.BOOLEAN) return 'boolean'
  if (id === DuckDBTypeId.DATE) return 'date'
  if (TIMESTAMPS.has(id)) return 'timestamp'
  if (TIMES.has(id)) return 'time'
  if (id === DuckDBTypeId.BLOB) return 'binary'
  if (NESTED.has(id) || type.alias === 'JSON') return 'json'
  return 'text'
}

function integerCell(value: DuckDBValue): Cell {
  if (typeof value === 'number') return value
  if (typeof value !== 'bigint') return String(value)
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString()
}

function numberCell(value: DuckDBValue): Cell {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** `2024-01-31 12:00:00.5` becomes `2024-01-31T12:00:00.5`; a zone is UTC, because the engine's session is. */
function timestampCell(value: DuckDBValue): Cell {
  const text = String(value)
  return /^-?\d/.test(text) ? text.replace(' ', 'T').replace(/\+00(:00)?$/, '') : null
}

function dateCell(value: DuckDBValue): Cell {
  const text = String(value)
  return /^-?\d/.test(text) ? text : null
}

type Convert = (value: DuckDBValue) => Cell

const CONVERT: Readonly<Record<Exclude<ColumnType, 'json'>, Convert>> = {
  integer: integerCell,
  decimal: String,
  number: numberCell,
  boolean: (value) => value === true,
  date: dateCell,
  timestamp: timestampCell,
  time: String,
  binary: String,
  text: String,
}

/** The cells of one column of a chunk, as they travel on the wire. */
export function columnCells(chunk: DuckDBDataChunk, index: number, type: DuckDBType): Cell[] {
  const logical = logicalType(type)
  if (logical === 'json') {
    if (type.typeId === DuckDBTypeId.VARCHAR)
      return chunk.getColumnValues(index).map((value) => (value === null ? null : String(value)))
    return chunk
      .convertColumnValues(index, JsonDuckDBValueConverter)
      .map((value) => (value === null ? null : JSON.stringify(value)))
  }
  const convert = CONVERT[logical]
  return chunk.getColumnValues(index).map((value) => (value === null ? null : convert(value)))
}
