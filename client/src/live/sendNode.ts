// Requests from a host with Node. VS Code puts its proxy and its certificates into `http` and `https`, and only under these names.

import { rootCertificates } from 'node:tls'
// biome-ignore lint/style/useNodejsImportProtocol: the modules with the prefix know nothing of the editor's proxy and certificates.
import http from 'http'
// biome-ignore lint/style/useNodejsImportProtocol: the same.
import https from 'https'
import { type Failure, type Incoming, most, type Outgoing, type Send } from './send'

export const sendNode: Send = request =>
  new Promise(resolve => {
    const failed = (error: unknown): void => resolve(failureOf(error))
    try {
      start(request, resolve, failed)
    } catch (error) {
      failed(error)
    }
  })

function start({ method, url, headers, body, timeout, certificates }: Outgoing, resolve: (answer: Incoming) => void, failed: (error: unknown) => void): void {
  const secure = url.startsWith('https:')
  const bytes = body === undefined ? undefined : Buffer.from(body)
  const request = (secure ? https : http).request(url, {
    method,
    headers: { ...headers, ...(bytes && { 'Content-Length': String(bytes.length) }) },
    ...(secure && certificates && { ca: [...rootCertificates, certificates] }),
  })
  const timer = setTimeout(() => {
    resolve({ failed: 'timeout', detail: `no answer within ${timeout / 1000} s` })
    request.destroy()
  }, timeout)
  request.on('error', error => {
    clearTimeout(timer)
    failed(error)
  })
  request.on('response', response => {
    const { location } = response.headers
    let text = ''
    const done = (): void => {
      clearTimeout(timer)
      resolve({ status: response.statusCode ?? 0, text, ...(location !== undefined && { location }) })
    }
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk.slice(0, most - text.length)
      if (text.length < most) return
      done()
      request.destroy()
    })
    response.on('end', done)
    response.on('error', failed)
  })
  request.end(bytes)
}

const failures: readonly (readonly [RegExp, Failure])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'unknown-host'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'certificate'],
]

function failureOf(error: unknown): Incoming {
  const { code = '', message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) }
  // several addresses of one name that all fail are one error without a text of its own
  const inner = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException | undefined) : undefined
  const known = code || inner?.code || ''
  return { failed: failures.find(([pattern]) => pattern.test(known))?.[1] ?? 'unreachable', detail: known || message }
}
