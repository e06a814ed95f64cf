import type { Upload } from '@datapilot/contracts'
import { describe, expect, it, vi } from 'vitest'
import { ApiError, networkProblem } from '../../../platform/client/problem.ts'
import { fingerprintOf } from './fingerprint.ts'
import { commonName, lookAlike } from './look-alike.ts'
import { missingParts, sendParts, type PartTools } from './send-parts.ts'
import { createSlots } from './slots.ts'
import { createTransferRate, secondsLeft } from './transfer-rate.ts'

const upload: Upload = {
  upload_id: '00000000-0000-4000-8000-000000000001',
  file_key: 'org_id=1/uploads/1',
  filename: 'a.csv',
  bytes: 25,
  part_bytes: 10,
  part_count: 3,
  received: [{ number: 2, bytes: 10, sha256: null }],
  status: 'open',
  fingerprint: null,
  created_at: '2026-01-01T00:00:00.000Z',
  expires_at: '2026-01-02T00:00:00.000Z',
}
const file = new Blob(['0123456789abcdefghijKLMNO'])
const refusal = (status: number, code: string): ApiError =>
  new ApiError({ ...networkProblem(''), status, code, detail: code })

function toolsWith(put: PartTools['put']): PartTools {
  return {
    hash: async (part) => `hash of ${await part.text()}`,
    sign: (_, { number, sha256 }) => Promise.resolve({ url: `/part/${number}`, headers: { checksum: sha256 } }),
    put,
    slot: createSlots(4).run,
    sleep: () => Promise.resolve(),
  }
}

describe('a file in parts', () => {
  it('sends only what the server does not have, each part with its own checksum', async () => {
    expect(missingParts(upload)).toEqual([
      { number: 1, start: 0, end: 10 },
      { number: 3, start: 20, end: 25 },
    ])
    const put = vi.fn<PartTools['put']>(() => Promise.resolve())
    const progress: number[] = []
    await sendParts(upload, file, toolsWith(put), (sent) => progress.push(sent), new AbortController().signal)
    expect(put.mock.calls.map(([target]) => target)).toEqual([
      { url: '/part/1', headers: { checksum: 'hash of 0123456789' } },
      { url: '/part/3', headers: { checksum: 'hash of KLMNO' } },
    ])
    expect(progress[0]).toBe(10)
    expect(progress.at(-1)).toBe(25)
  })

  it('tries a part again after what passes, and signs it anew', async () => {
    const put = vi
      .fn<PartTools['put']>(() => Promise.resolve())
      .mockRejectedValueOnce(refusal(0, 'network'))
      .mockRejectedValueOnce(refusal(403, 'upload_url_expired'))
    await sendParts(upload, file, toolsWith(put), () => undefined, new AbortController().signal)
    expect(put).toHaveBeenCalledTimes(4)
  })

  it('gives up at once on what would fail again, and stops the other parts', async () => {
    const signals: AbortSignal[] = []
    const put: PartTools['put'] = ({ url }, _, __, signal) => {
      signals.push(signal)
      return url === '/part/1'
        ? Promise.reject(refusal(413, 'storage_quota_exceeded'))
        : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
    }
    await expect(
      sendParts(upload, file, toolsWith(put), () => undefined, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'storage_quota_exceeded' })
    expect(signals.every((signal) => signal.aborted)).toBe(true)
  })

  it('stops when it is paused', async () => {
    const pause = new AbortController()
    const put: PartTools['put'] = (_, __, ___, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')))
        pause.abort()
      })
    await expect(sendParts(upload, file, toolsWith(put), () => undefined, pause.signal)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('the speed of a transfer', () => {
  it('follows the last eight seconds and is silent while there is too little to say', () => {
    const rate = createTransferRate()
    rate.note(0, 0)
    rate.note(500, 500)
    expect(rate.bytesPerSecond()).toBeNull()
    rate.note(2000, 2000)
    expect(rate.bytesPerSecond()).toBe(1000)
    for (const second of [4, 6, 8, 10, 12]) rate.note(2000 + (second - 2) * 100, second * 1000)
    expect(rate.bytesPerSecond()).toBe(100)
    expect(secondsLeft(1000, 100)).toBe(10)
    expect(secondsLeft(1000, null)).toBeNull()
  })
})

describe('slots', () => {
  it('let no more tasks run than there are', async () => {
    const { run } = createSlots(2)
    let now = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 7 }, () =>
        run(async () => {
          most = Math.max(most, ++now)
          await Promise.resolve()
          now -= 1
        }),
      ),
    )
    expect([now, most]).toEqual([0, 2])
  })
})

describe('files that look alike', () => {
  const text = (name: string, content: string): File => new File([content], name)

  it('share a header line, under a title that differs, and the ending', async () => {
    const january = text('vendas_jan.csv', 'Período: janeiro\nuf;valor\nSP;1\n')
    const february = text('vendas_fev.csv', 'Período: fevereiro\r\nuf;valor\r\nRJ;2\r\n')
    expect(await lookAlike([january, february])).toBe(true)
    expect(await lookAlike([january, text('x.csv', 'cliente;idade\nAna;3\n')])).toBe(false)
    expect(await lookAlike([january, text('vendas.txt', 'uf;valor\n')])).toBe(false)
    expect(await lookAlike([january])).toBe(false)
  })

  it('are named by what their names begin with', () => {
    expect(commonName(['vendas_2024-01.csv', 'vendas_2024-02.csv'])).toBe('vendas_2024')
    expect(commonName(['vendas_lojas_2024.csv', 'vendas_lojas_2025.csv'])).toBe('vendas_lojas')
    expect(commonName(['a.csv', 'b.csv'])).toBe('a')
  })
})

describe('the fingerprint of a file', () => {
  it('changes with name, size and time, and is what a server may keep', () => {
    const print = fingerprintOf({ name: 'ação.csv', size: 3, lastModified: 5 })
    expect(print).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprintOf({ name: 'ação.csv', size: 3, lastModified: 6 })).not.toBe(print)
  })
})
