import { describe, expect, it } from 'vitest'
import { readEventData } from './server-sent-events.ts'

async function read(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      controller.close()
    },
  })
  const events: string[] = []
  for await (const data of readEventData(stream)) events.push(data)
  return events
}

describe('an event stream', () => {
  it('gives each event once, wherever the chunks are cut', async () => {
    expect(await read('data: {"a"', ':1}\n', '\nda', 'ta: {"b":2}\n\n')).toEqual(['{"a":1}', '{"b":2}'])
  })

  it('joins several data lines and ignores comments and other fields', async () => {
    expect(await read(': keep-alive\n\nevent: x\nid: 1\ndata: one\ndata:two\n\n')).toEqual(['one\ntwo'])
  })

  it('understands CRLF, also cut between its two bytes', async () => {
    expect(await read('data: a\r\n\r', '\ndata: b\r\n\r\n')).toEqual(['a', 'b'])
  })

  it('keeps a character together that is cut in the middle', async () => {
    const bytes = new TextEncoder().encode('data: é\n\n')
    expect(await read(bytes.slice(0, 7), bytes.slice(7))).toEqual(['é'])
  })

  it('drops an unfinished event', async () => {
    expect(await read('data: a\n\ndata: b')).toEqual(['a'])
  })
})
