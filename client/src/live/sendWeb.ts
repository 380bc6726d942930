// Requests from a browser: only what the other side allows every page to read.
import { type Incoming, most, type Send } from './send'

export const sendWeb: Send = async ({ method, url, headers, body, timeout }): Promise<Incoming> => {
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body }),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    })
    // where a redirect leads is not told to pages
    if (answer.type === 'opaqueredirect') return { status: 302, text: '' }
    return { status: answer.status, text: (await answer.text()).slice(0, most) }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { failed: late ? 'timeout' : 'unreachable', detail: error instanceof Error ? error.name : 'Error' }
  }
}
