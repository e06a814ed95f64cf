import { readFile, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dataset } from '@datapilot/contracts'
import { Client } from '../../apps/server/test/recovery/client.ts'
import { ServerProcess } from '../../apps/server/test/recovery/server-process.ts'

/** Most that a local file may have to be read into memory for its upload. */
const UPLOAD_BYTES = 1e9
const ANALYSED_WITHIN_MS = 600_000

/** Gives `work` a real server with an empty data folder and a person who signed up; ends both afterwards. */
export async function withServer<T>(work: (server: ServerProcess, client: Client) => Promise<T>): Promise<T> {
  const server = await ServerProcess.create()
  try {
    await server.start()
    const client = new Client(server.origin)
    await client.signUp('bench@example.org')
    return await work(server, client)
  } finally {
    await server.dispose()
  }
}

/** Uploads a file as a browser does and waits until it is read and its exact profile is there. */
export async function uploadedDataset(client: Client, path: string, filename: string): Promise<Dataset> {
  const { size } = await stat(path)
  if (size > UPLOAD_BYTES) throw new Error(`${filename} is too large for this benchmark: ${String(size)} bytes`)
  const offer = await client.offer(filename)
  await client.put(offer, await readFile(path), 0)
  const { id } = await client.create(offer.file_key)
  const end = performance.now() + ANALYSED_WITHIN_MS
  while (performance.now() < end) {
    const dataset = await client.dataset(id)
    if (dataset.status === 'failed')
      throw new Error(`${filename} could not be read: ${JSON.stringify(dataset.problem)}`)
    const analysis = dataset.analysis_id === null ? null : await client.analysis(dataset.analysis_id)
    if (analysis?.status === 'completed') return dataset
    await sleep(200)
  }
  throw new Error(`${filename} was not analysed within ${String(ANALYSED_WITHIN_MS)} ms`)
}
