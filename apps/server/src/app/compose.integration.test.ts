import { once } from 'node:events'
import { connect } from 'node:net'
import type { PresignedUpload } from '@datapilot/contracts'
import { expect, it } from 'vitest'
import { signUp } from '../../test-support/person.ts'
import { createTestServer } from '../../test-support/test-server.ts'

it('closes in order although a client holds an upload open', async () => {
  const server = await createTestServer()
  const origin = new URL(await server.listen())
  const ana = await signUp(server.app, 'ana')
  const offer = await ana.call({ url: '/api/v1/r2/presigned-upload?filename=a.csv' })
  const { pathname, search } = new URL(offer.json<PresignedUpload>().upload_url)
  const socket = connect(Number(origin.port), origin.hostname)
  socket.on('error', () => undefined)
  socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nHost: ${origin.host}\r\nContent-Length: 1000\r\n\r\na,b`)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const cut = once(socket, 'close')
  const begun = performance.now()
  await server.close()
  await cut
  expect(performance.now() - begun).toBeLessThan(20_000)
}, 40_000)
