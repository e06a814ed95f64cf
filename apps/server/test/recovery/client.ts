import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  Analysis,
  AnalysisResults,
  Dataset,
  InitiatedChat,
  MessageAnswer,
  PresignedUpload,
  Profile,
  SignedParts,
  Upload,
} from '@datapilot/contracts'

const PASSWORD = 'a long enough password'

/** Calls a server that may be gone at any moment: whatever did not come back counts as not acknowledged. */
export class Client {
  readonly #origin: string
  #authorization = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  async signUp(email: string): Promise<void> {
    await this.#json('/api/v1/auth/sign-up', post({ email, name: 'Ana', password: PASSWORD }))
    const form = new URLSearchParams({ grant_type: 'password', username: email, password: PASSWORD })
    const answer = await this.#json<{ access_token: string }>('/api/v1/token', { method: 'POST', body: form })
    this.#authorization = `Bearer ${answer.access_token}`
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = { ...(init.headers as Record<string, string> | undefined), authorization: this.#authorization }
    const answer = await fetch(this.#origin + path, { ...init, headers })
    if (!answer.ok) throw new RefusedError(answer.status, await answer.text())
    return (await answer.json()) as T
  }

  offer(filename: string): Promise<PresignedUpload> {
    return this.#json(`/api/v1/r2/presigned-upload?filename=${filename}`)
  }

  announce(filename: string, bytes: number): Promise<Upload> {
    return this.#json('/api/v1/uploads', post({ filename, bytes }))
  }

  upload(id: string): Promise<Upload> {
    return this.#json(`/api/v1/uploads/${id}`)
  }

  /** Sends one part over about `during` milliseconds. */
  async putPart(id: string, number: number, part: Buffer, during: number): Promise<void> {
    const sha256 = createHash('sha256').update(part).digest('hex')
    const asked = post({ parts: [{ number, sha256 }] })
    const { parts } = await this.#json<SignedParts>(`/api/v1/uploads/${id}/parts`, asked)
    for (const { url, headers } of parts) await this.#put(url, headers, part, during)
  }

  complete(id: string): Promise<Upload> {
    return this.#json(`/api/v1/uploads/${id}/complete`, post({}))
  }

  /** Sends the bytes in pieces over about `during` milliseconds. */
  put(offer: PresignedUpload, bytes: Buffer, during: number): Promise<void> {
    return this.#put(offer.upload_url, {}, bytes, during)
  }

  async #put(url: string, headers: Record<string, string>, bytes: Buffer, during: number): Promise<void> {
    const outgoing = request(url, { method: 'PUT', headers: { ...headers, 'content-length': bytes.length } })
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
    const [[answer]] = await Promise.all([answered, pipeline(Readable.from(pieces(bytes, during)), outgoing)])
    if (answer.statusCode !== 200) throw new RefusedError(answer.statusCode ?? 0, await text(answer))
    answer.resume()
  }

  create(fileKey: string): Promise<Dataset> {
    return this.#json('/api/v1/datasets', post({ file_key: fileKey }))
  }

  dataset(id: string): Promise<Dataset> {
    return this.#json(`/api/v1/datasets/${id}`)
  }

  /** The profile of a dataset as far as it is known: of a sample at first. */
  preview(id: string): Promise<Profile> {
    return this.#json(`/api/v1/datasets/${id}/preview`)
  }

  analysis(id: string): Promise<Analysis> {
    return this.#json(`/api/v1/analysis/status-enhanced/${id}`)
  }

  results(id: string): Promise<AnalysisResults> {
    return this.#json(`/api/v1/analysis/results-enhanced/${id}`)
  }

  /** A new chat about a dataset. */
  initiate(datasetId: string): Promise<InitiatedChat> {
    return this.#json('/chat/initiate', post({ dataset_id: datasetId }))
  }

  ask(chatId: string, message: string): Promise<MessageAnswer> {
    return this.#json(`/chat/${chatId}/message`, post({ message }))
  }

  /** The header of signed-in calls, for clients of other kinds. */
  get authorization(): string {
    return this.#authorization
  }
}

/** The server is alive and says no: that is never the effect of a kill. */
export class RefusedError extends Error {
  readonly status: number

  constructor(status: number, body: string) {
    super(`${String(status)}: ${body}`)
    this.status = status
  }
}

function post(body: object): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

const PIECES = 20

async function* pieces(bytes: Buffer, during: number): AsyncGenerator<Uint8Array> {
  const size = Math.ceil(bytes.length / PIECES)
  for (let sent = 0; sent < bytes.length; sent += size) {
    await sleep(during / PIECES)
    yield bytes.subarray(sent, sent + size)
  }
}
