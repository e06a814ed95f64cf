import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopTestCluster } from './test-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run; the first database test starts PostgreSQL in it. */
    testRunFolder: string
  }
}

/** One folder per run; PostgreSQL starts in it when a test first needs it, and goes with it at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dp-test-'))
  project.provide('testRunFolder', folder)
  return async () => {
    await stopTestCluster(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
