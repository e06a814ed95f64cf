export { createReader, type PreviewInput, type Reader, type ReaderOptions, type ReadInput } from './reader.ts'
export {
  DEFAULT_READ_LIMITS,
  type InputFile,
  type PreviewResult,
  type ReadLimits,
  type ReadProgress,
  type ReadResult,
} from './reading-job.ts'
export { readRejects, readRows } from './pages.ts'
