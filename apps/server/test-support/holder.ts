import { createJobs } from '../src/platform/jobs/create-jobs.ts'
import { openDatabase } from '../src/platform/db/open-database.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { testPythonHome } from './test-cluster.ts'

/**
 * A server reduced to its database and one queue, for tests that kill it: `node holder.ts <home>`. Says on standard
 * output `ready`, then each job it begins and ends.
 */
const home = process.argv[2] ?? ''
const opened = await openDatabase({
  home,
  pythonHome: testPythonHome(),
  url: undefined,
  migrationUrl: undefined,
  poolSize: 2,
  encryptionKey: 'test',
  onError: () => undefined,
}).catch((error: unknown) => {
  console.log(`refused ${error instanceof Error ? error.message : String(error)}`)
  process.exit(3)
})
const queue = createJobs({
  connection: opened.connections.jobs,
  work: true,
  exclusive: true,
  logger: createLogger('silent'),
})
queue.define<{ ms: number }>('sleep', { concurrency: 1, retries: 2 }, async ({ ms }, signal) => {
  console.log('begun')
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new Error('aborted'))
    })
  })
  console.log('ended')
})
await queue.start()
process.on('SIGTERM', () => {
  void queue
    .stop()
    .then(() => opened.close())
    .then(() => process.exit(0))
})
process.stdin.on('data', (line) => {
  const [key = '', ms = '0'] = line.toString().trim().split(' ')
  void opened.database
    .withService((tx) => queue.enqueue(tx, 'sleep', { ms: Number(ms) }, { key }))
    .then(() => console.log(`enqueued ${key}`))
})
console.log(`ready ${opened.kind}`)
