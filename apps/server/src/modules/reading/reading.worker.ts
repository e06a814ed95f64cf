import { serveJobs } from '../../platform/workers/worker-child.ts'
import { runReadJob } from './read-file.ts'

await serveJobs(runReadJob)
