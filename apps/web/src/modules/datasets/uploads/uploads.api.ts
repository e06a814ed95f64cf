import type { CreateDataset, Dataset, SignedParts, Upload, UploadPage } from '@datapilot/contracts'
import { call } from '../../../platform/client/call.ts'
import { answerOf, client } from '../../../platform/client/http.ts'
import type { PutTarget } from './put-file.ts'

export const uploadsApi = {
  presign: (filename: string, bytes: number) =>
    answerOf(client.GET('/api/v1/r2/presigned-upload', { params: { query: { filename, bytes } } })),
  start: (body: { filename: string; bytes: number; fingerprint: string | null }) =>
    call<Upload>('POST', '/api/v1/uploads', { body: { ...body, fingerprint: body.fingerprint ?? undefined } }),
  get: (id: string) => call<Upload>('GET', '/api/v1/uploads/{id}', { path: { id } }),
  complete: (id: string) => call<Upload>('POST', '/api/v1/uploads/{id}/complete', { path: { id } }),
  cancel: (id: string) => call<null>('DELETE', '/api/v1/uploads/{id}', { path: { id } }),
  /** The caller's unfinished ones, newest first; more than fit on one page are beyond what a tray can show. */
  unfinished: async (): Promise<Upload[]> =>
    (await call<UploadPage>('GET', '/api/v1/uploads', { query: { limit: 50 } })).items,
  sign: async (id: string, part: { number: number; sha256: string }): Promise<PutTarget> => {
    const { parts } = await call<SignedParts>('POST', '/api/v1/uploads/{id}/parts', {
      path: { id },
      body: { parts: [part] },
    })
    const [signed] = parts
    if (!signed) throw new Error(`no address for part ${part.number}`)
    return signed
  },
  create: (body: CreateDataset) => answerOf(client.POST('/api/v1/datasets', { body })),
  /** The file as the next version of a dataset. */
  replace: (dataset: string, file_key: string) =>
    call<Dataset>('POST', '/api/v1/datasets/{id}/versions', { path: { id: dataset }, body: { file_key } }),
}
