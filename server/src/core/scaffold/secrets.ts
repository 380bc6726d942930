// Secrets of a stack: which are needed, and what was written before. They come from outside: nothing here is random.
import type { Options } from './options'

export interface Need {
  readonly name: SecretName
  /** Letters and digits. */
  readonly length: number
  readonly title: string
}

export type SecretName = 'webhookKey' | 'kestraPassword' | 'postgresPassword'
export type Secrets = Readonly<Partial<Record<SecretName, string>>>

const all: readonly Need[] = [
  { name: 'webhookKey', length: 40, title: "The key at the end of the webhook's address" },
  { name: 'kestraPassword', length: 20, title: "The password of Kestra's first user" },
  { name: 'postgresPassword', length: 24, title: "The password of Kestra's database" },
]

/** What has to be generated for these options: letters and digits of that length, with `fits`. */
export const needs = (options: Pick<Options, 'database'>): readonly Need[] =>
  all.filter(one => one.name !== 'postgresPassword' || options.database === 'postgres')

/** Kestra takes only passwords with a lower case letter, an upper case letter and a digit. */
export const fits = (need: Need, text: string): boolean =>
  text.length === need.length && /^[A-Za-z0-9]+$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

const variables: Readonly<Record<Exclude<SecretName, 'webhookKey'>, string>> = { kestraPassword: 'KESTRA_PASSWORD', postgresPassword: 'POSTGRES_PASSWORD' }

/** Secrets that an earlier run wrote (texts of `.env` and of the file with the webhook's address), so that both stay in step. */
export function knownSecrets(env: string | undefined, address: string | undefined): Secrets {
  const values = new Map(
    [...(env ?? '').matchAll(/^[ \t]*([A-Z_][A-Z0-9_]*)=["']?([^"'\r\n]*)["']?[ \t]*\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
  const found: Partial<Record<SecretName, string>> = {}
  for (const [name, variable] of Object.entries(variables)) {
    const value = values.get(variable)
    if (value) found[name as SecretName] = value
  }
  const key = fromBase64(values.get('SECRET_WEBHOOK_KEY') ?? '') || /\/webhook\/[^/\s]+\/[^/\s]+\/([^/?#\s]+)/.exec(address ?? '')?.[1]
  if (key) found.webhookKey = key
  return found
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard Base64 of a text of ASCII, as Kestra wants its secrets in the environment. */
export function toBase64(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i += 3) {
    const bytes = [0, 1, 2].map(n => text.charCodeAt(i + n) || 0)
    const bits = ((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)
    for (let n = 0; n < 4; n++) out += i + n - 1 < text.length || n < 2 ? digits[(bits >> (18 - 6 * n)) & 63] : '='
  }
  return out
}

/** Empty for what is no Base64 of printable ASCII. */
export function fromBase64(text: string): string {
  const clean = text.replace(/=+$/, '')
  let out = ''
  for (let i = 0; i + 1 < clean.length; i += 4) {
    const four = [0, 1, 2, 3].map(n => digits.indexOf(clean[i + n] ?? 'A'))
    if (four.some(one => one < 0)) return ''
    const bits = four.reduce((sum, one) => sum * 64 + one, 0)
    const length = Math.min(4, clean.length - i) - 1
    for (let n = 0; n < length; n++) out += String.fromCharCode((bits >> (16 - 8 * n)) & 255)
  }
  return /^[\x21-\x7e]*$/.test(out) ? out : ''
}
