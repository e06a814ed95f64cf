export { createProfiler, type ProfileInput, type Profiler, type ProfilerOptions } from './profiler.ts'
export type { ProfileStage } from './profile-steps.ts'
export type { SampleRows } from './profile-job.ts'
