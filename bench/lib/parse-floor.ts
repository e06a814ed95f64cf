import { DuckDBInstance } from '@duckdb/node-api'
import { parseFloorSql } from './parse-floor.sql.ts'

/** Prints the seconds and processor seconds that parsing a CSV takes the engine, in a process of its own. Arguments: file, threads. */
const [path = '', threads = '2'] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads, memory_limit: '1GB' })
const connection = await instance.connect()
const used = process.cpuUsage()
const started = performance.now()
await connection.runAndReadAll(parseFloorSql(path))
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(used)
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6 }))
