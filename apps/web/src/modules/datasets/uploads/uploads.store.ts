import type { Dataset } from '@datapilot/contracts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { isAborted, networkProblem, toProblem } from '../../../platform/client/problem.ts'
import { bringFile } from './bring-file.ts'
import { fingerprintOf } from './fingerprint.ts'
import { commonName, lookAlike } from './look-alike.ts'
import { createPartHasher } from './part-hasher.ts'
import { putBytes } from './put-file.ts'
import { sleep, type PartTools } from './send-parts.ts'
import { createSlots } from './slots.ts'
import { createTransferRate, secondsLeft } from './transfer-rate.ts'
import { interruptedItem, isActive, newItem, type UploadItem, type UploadTarget } from './upload-item.ts'
import { heldUploads, holdUpload } from './upload-locks.ts'
import { uploadsApi } from './uploads.api.ts'

/** Two files at a time: more share the same line and only make each slower. */
const PARALLEL_FILES = 2
/** Browsers open six connections to a host (HTTP/1.1); two stay free for the page itself. */
const CONNECTIONS = 4
/** After these the bytes on the server are worth nothing: the next try sends them again. */
const LOST = new Set(['upload_not_found', 'upload_cut_short', 'upload_changed', 'upload_expired', 'upload_url_invalid'])

/** Files on their way to the server, in the order they were given, and those that an earlier page left unfinished. */
export const useUploads = defineStore('uploads', () => {
  const items = ref<UploadItem[]>([])
  /** Files that look like parts of one table, until the person says what they are. */
  const choice = ref<{ files: File[]; name: string } | null>(null)
  const files = new Map<number, File>()
  const running = new Map<number, AbortController>()
  const listeners = new Set<(dataset: Dataset) => void>()
  const hasher = createPartHasher()
  const tools: PartTools = {
    hash: hasher.hash,
    sign: uploadsApi.sign,
    put: putBytes,
    slot: createSlots(CONNECTIONS).run,
    sleep,
  }
  let next = 1

  const active = computed(() => items.value.filter(isActive))
  const find = (id: number): UploadItem | undefined => items.value.find((item) => item.id === id)

  /** Takes files; several that look alike are asked about first. */
  async function add(list: Iterable<File>, target: UploadTarget = { kind: 'dataset' }): Promise<void> {
    const given = [...list]
    const fresh = given.filter((file) => !takeUp(file))
    if (target.kind === 'dataset' && fresh.length > 1 && (await lookAlike(fresh).catch(() => false))) {
      choice.value = { files: fresh, name: commonName(fresh.map(({ name }) => name)) }
      return
    }
    for (const file of fresh) enqueue(file, target)
    pump()
  }

  /** Goes on with an unfinished upload of the same file, where there is one. */
  function takeUp(file: File): boolean {
    const print = fingerprintOf(file)
    const known = items.value.find((item) => item.state === 'interrupted' && item.fingerprint === print)
    if (known) choose(known.id, file)
    return known !== undefined
  }

  function enqueue(file: File, target: UploadTarget): void {
    const id = next++
    files.set(id, file)
    items.value.push(newItem(id, file, fingerprintOf(file), target))
  }

  /** Answers {@link choice}: one dataset of that name, or (null) each file its own; nothing is sent before. */
  function decide(oneDataset: string | null): void {
    const { files: chosen } = choice.value ?? { files: [] }
    choice.value = null
    const group = next
    for (const file of chosen)
      enqueue(file, oneDataset === null ? { kind: 'dataset' } : { kind: 'part', group, name: oneDataset })
    pump()
  }

  function pump(): void {
    const free = PARALLEL_FILES - items.value.filter(({ id }) => running.has(id)).length
    const waiting = items.value.filter((item) => item.state === 'waiting' && !running.has(item.id))
    for (const item of waiting.slice(0, Math.max(0, free))) void run(item)
    if (active.value.length === 0) hasher.close()
  }

  async function run(item: UploadItem): Promise<void> {
    const controller = new AbortController()
    const rate = createTransferRate()
    running.set(item.id, controller)
    Object.assign(item, { state: 'sending', problem: null, bytesPerSecond: null })
    const lock: { release?: () => void } = {}
    const note = (sent: number): void => {
      if (item.uploadId !== null) lock.release ??= holdUpload(item.uploadId)
      rate.note(sent, performance.now())
      Object.assign(item, { sent, bytesPerSecond: rate.bytesPerSecond() })
    }
    try {
      const file = files.get(item.id)
      if (item.fileKey === null && file)
        item.fileKey = await bringFile(item, file, uploadsApi, tools, note, controller.signal)
      item.sent = item.bytes
      await become(item)
    } catch (error) {
      if (!isAborted(error)) fail([item], error)
    } finally {
      lock.release?.()
      running.delete(item.id)
      pump()
    }
  }

  /** The bytes are there: now they become what they were sent for. */
  async function become(item: UploadItem): Promise<void> {
    const { target, fileKey } = item
    if (fileKey === null) return
    if (target.kind === 'part') {
      item.state = 'joining'
      await join(target)
      return
    }
    item.state = 'creating'
    const made =
      target.kind === 'version'
        ? await uploadsApi.replace(target.datasetId, fileKey)
        : await uploadsApi.create({ file_key: fileKey })
    finish([item], made)
  }

  /** Makes one dataset of a group once the last of its files is there. */
  async function join({ group, name }: { group: number; name: string }): Promise<void> {
    const members = items.value.filter(
      ({ target, state }) => target.kind === 'part' && target.group === group && state !== 'cancelled',
    )
    const keys = members.flatMap(({ fileKey }) => fileKey ?? [])
    if (keys.length === 0 || keys.length < members.length) return
    for (const member of members) Object.assign(member, { state: 'creating', problem: null })
    const [only] = keys
    try {
      finish(
        members,
        await uploadsApi.create(keys.length === 1 && only ? { file_key: only, name } : { file_keys: keys, name }),
      )
    } catch (error) {
      fail(members, error)
    }
  }

  function finish(done: readonly UploadItem[], dataset: Dataset): void {
    for (const item of done) {
      Object.assign(item, { state: 'done', dataset })
      files.delete(item.id)
    }
    for (const listener of listeners) listener(dataset)
  }

  function fail(failed: readonly UploadItem[], error: unknown): void {
    const problem = toProblem(error)
    for (const item of failed) {
      Object.assign(item, { state: 'failed', problem })
      if (LOST.has(problem.code)) Object.assign(item, { uploadId: null, fileKey: null, sent: 0 })
    }
  }

  /** Stops sending; what has arrived stays on the server. */
  function pause(id: number): void {
    const item = find(id)
    if (item?.state !== 'sending' && item?.state !== 'waiting') return
    item.state = 'paused'
    running.get(id)?.abort()
  }

  /** Goes on with a paused, failed or cancelled file: only what is missing is sent. */
  function resume(id: number): void {
    const item = find(id)
    if (!item) return
    item.state = 'waiting'
    item.problem = null
    pump()
  }

  /** The file of an interrupted upload; another file than the one before is refused. */
  function choose(id: number, file: File): void {
    const item = find(id)
    if (!item) return
    const same =
      item.fingerprint === null
        ? item.name === file.name && item.bytes === file.size
        : item.fingerprint === fingerprintOf(file)
    if (!same) {
      item.problem = { ...networkProblem(''), code: 'upload_other_file' }
      return
    }
    files.set(id, file)
    resume(id)
  }

  function cancel(id: number): void {
    const item = find(id)
    if (!item || item.state === 'creating' || item.state === 'done') return
    const { uploadId, target } = item
    Object.assign(item, { state: 'cancelled', uploadId: null, fileKey: null, sent: 0, problem: null })
    running.get(id)?.abort()
    if (uploadId !== null) void uploadsApi.cancel(uploadId).catch(() => undefined)
    if (target.kind === 'part') void join(target)
    pump()
  }

  function dismiss(id: number): void {
    items.value = items.value.filter((item) => item.id !== id)
    files.delete(id)
  }

  /** Takes every file of a dataset off the list: it was opened. */
  function dismissDataset(id: string): void {
    for (const item of items.value.filter(({ dataset }) => dataset?.id === id)) dismiss(item.id)
  }

  /** Lists what earlier pages left unfinished and no other tab works on. */
  async function restore(): Promise<void> {
    const [unfinished, held] = await Promise.all([uploadsApi.unfinished(), heldUploads()])
    const known = new Set(items.value.map(({ uploadId }) => uploadId))
    const left = unfinished.filter(({ upload_id: id }) => !held.has(id) && !known.has(id))
    items.value.push(...left.map((upload) => interruptedItem(next++, upload)))
  }

  /** Called with each dataset that an upload became; returns the way to stop listening. */
  function onCreated(listener: (dataset: Dataset) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  const remaining = (item: UploadItem): number | null =>
    item.state === 'sending' ? secondsLeft(item.bytes - item.sent, item.bytesPerSecond) : null

  return {
    items,
    choice,
    active,
    add,
    decide,
    pause,
    resume,
    choose,
    cancel,
    dismiss,
    dismissDataset,
    restore,
    onCreated,
    remaining,
  }
})
