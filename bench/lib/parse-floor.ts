import { DuckDBInstance } from '@duckdb/node-api'
import { parseFloorSql } from './parse-floor.sql.ts'

/** Prints the seconds and processor seconds that parsing a CSV takes the engine, in a process of its own; and the processor seconds of the whole process, its start included. Arguments: file, threads. */
const [path = '', threads = '2'] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads, memory_limit: '1GB' })
const connection = await instance.connect()
const used = process.cpuUsage()
const started = performance.now()
await connection.runAndReadAll(parseFloorSql(path))
const seconds = (performance.now() - started) / 1000
const own = process.cpuUsage(used)
const all = process.cpuUsage()
const cpu = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
console.log(JSON.stringify({ seconds, cpuSeconds: cpu(own), processCpuSeconds: cpu(all) }))
