import type { Problem } from '@datapilot/contracts'
import { ApiError, networkProblem } from '../../../platform/client/problem.ts'

/** Where bytes go: the address that was signed, with the headers that belong to its signature. */
export interface PutTarget {
  url: string
  headers: Readonly<Record<string, string>>
}

/**
 * Sends bytes to a signed address. XMLHttpRequest, because `fetch` reports no upload progress.
 * @throws {ApiError} for an answer that is not 2xx or a lost connection; an AbortError once `signal` is aborted
 */
export function putBytes(
  { url, headers }: PutTarget,
  bytes: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = (): void => request.abort()
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(new ApiError(problemFrom(request)))
    }
    request.onerror = () => reject(new ApiError(networkProblem('upload')))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onloadend = () => signal.removeEventListener('abort', abort)
    if (signal.aborted) {
      reject(new DOMException('cancelled', 'AbortError'))
      return
    }
    signal.addEventListener('abort', abort)
    request.open('PUT', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.send(bytes)
  })
}

function problemFrom(request: XMLHttpRequest): Problem {
  const fallback = { ...networkProblem(request.statusText), status: request.status, code: `http_${request.status}` }
  try {
    return { ...fallback, ...(JSON.parse(request.responseText) as Partial<Problem>) }
  } catch {
    return fallback
  }
}
