import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import type { Client } from '../apps/server/test/recovery/client.ts'
import { median, type Bench, type Measure } from './lib/bench.ts'
import { withServer } from './lib/bench-server.ts'
import { generatedCsv } from './lib/generated-csv.ts'

/** 201 MB. */
const ROWS = 1_300_000
/** As long as a person needs to upload the next file: the exact profile of the one before is done. */
const PAUSE_MS = 15_000

/** Seconds after the last byte of the file was sent. */
interface FirstPicture {
  readonly stored: number
  readonly created: number
  readonly shown: number
}

/**
 * From the last byte of an upload to the first picture of the file over the API, as the web app asks for it: the upload
 * is acknowledged, the dataset made, and the profile of a sample fetched while the exact one is being made.
 */
export const bench: Bench = {
  title: 'First picture of an uploaded file',
  run: (context) =>
    withServer(async (_server, client) => {
      const path = await generatedCsv(context.folder, ROWS, context.seed)
      const pictures: FirstPicture[] = []
      for (let i = 0; i < context.runs; i++) {
        if (i > 0) await sleep(PAUSE_MS)
        pictures.push(await firstPicture(client, path))
      }
      return measuresOf(pictures, (await stat(path)).size)
    }),
}

async function firstPicture(client: Client, path: string): Promise<FirstPicture> {
  const offer = await client.offer('sales.csv')
  const sent = await send(offer.upload_url, path)
  const since = () => (performance.now() - sent) / 1000
  const stored = since()
  const { id } = await client.create(offer.file_key)
  const created = since()
  const picture = await client.preview(id)
  if (picture.columns.length === 0 || picture.rows === 0) throw new Error('The first picture is empty.')
  return { stored, created, shown: since() }
}

/** Uploads a file; the time at which its last byte was handed over. */
async function send(url: string, path: string): Promise<number> {
  const outgoing = request(url, { method: 'PUT', headers: { 'content-length': (await stat(path)).size } })
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), outgoing)
  const sent = performance.now()
  const [answer] = await answered
  if (answer.statusCode !== 200) throw new Error(`The upload was refused with ${String(answer.statusCode)}.`)
  answer.resume()
  return sent
}

function measuresOf(pictures: readonly FirstPicture[], bytes: number): Measure[] {
  const of = (pick: (picture: FirstPicture) => number) => median(pictures.map(pick))
  return [
    { what: 'file', value: bytes / 1e6, unit: 'MB', note: 'one PUT' },
    { what: 'upload acknowledged', value: of(({ stored }) => stored), unit: 's', note: 'after the last byte' },
    { what: 'dataset made', value: of(({ created }) => created), unit: 's', note: 'after the last byte' },
    {
      what: 'first picture',
      value: of(({ shown }) => shown),
      unit: 's',
      note: 'after the last byte; target ≤ 1.0',
    },
  ]
}
