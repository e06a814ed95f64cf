import { ApiError, networkProblem } from '../../platform/client/problem.ts'
import type { Problem } from '@datapilot/contracts'

export interface PutFile {
  done: Promise<void>
  cancel: () => void
}

/**
 * Sends a file's bytes to its signed address. XMLHttpRequest, because `fetch` reports no upload progress.
 * `done` rejects with an {@link ApiError}, or with an AbortError after `cancel`.
 */
export function putFile(url: string, file: Blob, onProgress: (sentBytes: number) => void): PutFile {
  const request = new XMLHttpRequest()
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(new ApiError(problemFrom(request)))
    }
    request.onerror = () => reject(new ApiError(networkProblem('upload')))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
  })
  request.open('PUT', url)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(file)
  return { done, cancel: () => request.abort() }
}

function problemFrom(request: XMLHttpRequest): Problem {
  const fallback = { ...networkProblem(request.statusText), status: request.status, code: `http_${request.status}` }
  try {
    return { ...fallback, ...(JSON.parse(request.responseText) as Partial<Problem>) }
  } catch {
    return fallback
  }
}
