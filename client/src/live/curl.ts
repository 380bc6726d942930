// The same request for a terminal. Secrets are named, never written: the clipboard is read by others.
import type { Outgoing } from './send'

/** `secret` is what stands in the address and must not be shown; the command reads it from a variable. */
export function curl(
  { method, url, headers, body }: Pick<Outgoing, 'method' | 'url' | 'headers' | 'body'>,
  secret?: { readonly text: string; readonly name: string },
): string {
  const words = ['curl', '-sS', '-i', '-X', method, address(url, secret)]
  for (const [name, value] of Object.entries(headers))
    words.push('-H', name.toLowerCase() === 'authorization' ? '"Authorization: $AUTHORIZATION"' : single(`${name}: ${value}`))
  if (body !== undefined) words.push('--data-raw', single(body))
  return words.join(' ')
}

function address(url: string, secret: { readonly text: string; readonly name: string } | undefined): string {
  const hidden = secret && secret.text !== '' ? encodeURIComponent(secret.text) : undefined
  const at = hidden === undefined ? -1 : url.lastIndexOf(hidden)
  if (hidden === undefined || at < 0) return single(url)
  return `${single(url.slice(0, at))}"$${secret?.name}"${at + hidden.length < url.length ? single(url.slice(at + hidden.length)) : ''}`
}

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
