import { readdirSync } from 'node:fs'
import { serveJobs, WorkerError } from './worker-child.ts'

/** What the pool's tests make a worker do. */
export type TestJob =
  | { readonly act: 'say'; readonly text: string }
  | { readonly act: 'fail' | 'throw' | 'die' | 'hang' | 'environment' | 'flood' }
  | { readonly act: 'allocate'; readonly bytes: number }

const held: Buffer[] = []

await serveJobs(async (job, context) => {
  const { act, ...rest } = job as TestJob & { text?: string; bytes?: number }
  if (act === 'say') {
    context.progress('working')
    return `${rest.text ?? ''} from ${process.pid}`
  }
  if (act === 'fail') throw new WorkerError({ code: 'test_failed', status: 418, detail: 'As told.', where: 'here' })
  if (act === 'throw') throw new Error('/secret/path is broken')
  if (act === 'die') process.kill(process.pid, 'SIGSEGV')
  if (act === 'environment')
    return { names: Object.keys(process.env).sort(), folder: readdirSync('.').sort(), cwd: process.cwd() }
  if (act === 'allocate') held.push(Buffer.alloc(rest.bytes ?? 0, 1))
  if (act === 'flood') for (let index = 0; index < 1_000; index += 1) context.progress({ index })
  if (act === 'hang') for (;;);
  await new Promise((resolve) => setTimeout(resolve, 50))
  return 'done'
})
