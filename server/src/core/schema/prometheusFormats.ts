// Formats of Prometheus' fields: durations, sizes, regular expressions, names, headers, paths of files.
import { checkRegex, isBcryptHash, isUtf8LabelName, type Parsed, parseDuration, parseLabelSelector, parseSize, parseUrl } from '../inline'
import type { Format, FormatError } from './formats'

/** What a parser refuses becomes the problem. */
const by =
  (parse: (text: string) => Parsed<unknown>) =>
  (text: string): FormatError | undefined => {
    const parsed = parse(text)
    return parsed.error === undefined ? undefined : { message: parsed.error, ...(parsed.suggestion !== undefined && { suggestion: parsed.suggestion }) }
  }

/** A condition with one sentence for what breaks it. */
const unless =
  (good: (text: string) => boolean, say: (text: string) => string) =>
  (text: string): FormatError | undefined =>
    good(text) ? undefined : { message: say(text) }

/** Headers that a client sets itself (lower case); X-Amz-… belong to SigV4. */
const ownHeaders = (
  'host content-encoding content-length content-type user-agent connection keep-alive proxy-authenticate proxy-authorization www-authenticate ' +
  'accept-encoding x-prometheus-remote-write-version x-prometheus-remote-read-version x-amz-date x-amz-security-token x-amz-content-sha256'
).split(' ')

const header =
  (reserved: readonly string[], authorization: string) =>
  (text: string): FormatError | undefined => {
    const name = text.toLowerCase()
    if (name === 'authorization') return { message: `The header "${text}" cannot be set here: ${authorization}.` }
    return reserved.includes(name) ? { message: `The header "${text}" cannot be set here: the program sets it itself.` } : undefined
  }

/** `good` is a part that may hold one `*`, in its last component. */
const onlyLastStar = /^[^*]*(?:\*[^/]*)?$/

const uuid =
  /^(?:urn:uuid:)?(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}|[0-9a-f]{32})$/i

function withHost(text: string): Parsed<unknown> {
  const parsed = parseUrl(text)
  if (parsed.error !== undefined || (parsed.value.scheme && parsed.value.host)) return parsed
  return { error: `"${text}" is not complete: write scheme and host, such as "http://localhost:8080".` }
}

export const prometheusFormats: Readonly<Record<string, Format>> = {
  attribute: {
    code: 'bad-value',
    check: unless(
      text => text.trim() !== '',
      () => 'The name of an attribute must not be blank.',
    ),
  },
  'authorization-type': {
    code: 'basic-in-authorization',
    check: unless(
      text => text.trim().toLowerCase() !== 'basic',
      () => 'Basic authentication has its own key: write "basic_auth" with "username" and "password" instead.',
    ),
  },
  bcrypt: {
    code: 'bad-password-hash',
    check: unless(
      isBcryptHash,
      () => 'This is not a bcrypt hash, which is what stands here instead of a password: it starts with "$2y$", and "htpasswd -nBC 10 USER" makes one.',
    ),
  },
  'client-header': { code: 'reserved-header', check: header([...ownHeaders, 'x-prometheus-scrape-timeout-seconds'], 'use "authorization" or "basic_auth"') },
  duration: { code: 'bad-duration', check: by(parseDuration), examples: ['30s', '1m', '5m', '1h'] },
  'field-selector': {
    code: 'bad-selector',
    check: unless(
      text => text.split(',').every(part => part === '' || /[^=!]*(?:==|!=|=)/.test(part)),
      text => `"${text}" is not a field selector: write "field=value" or "field!=value", with commas between.`,
    ),
  },
  'label-name': {
    code: 'bad-label-name',
    check: unless(isUtf8LabelName, text =>
      text === '' ? 'The name of a label must not be empty.' : 'The name of a label must be text that can be written as UTF-8.',
    ),
  },
  'label-selector': {
    code: 'bad-selector',
    check: by(parseLabelSelector),
  },
  'positive-duration': {
    code: 'bad-duration',
    check: text => by(parseDuration)(text) ?? by(positive)(text),
  },
  'relabel-regex': { code: 'bad-regex', check: text => checkRegex(text, 'relabel') },
  'remote-header': { code: 'reserved-header', check: header(ownHeaders, 'use "basic_auth", "authorization", "oauth2", "sigv4", "azuread" or "google_iam"') },
  'rule-path': {
    code: 'bad-path-pattern',
    check: unless(
      text => onlyLastStar.test(text),
      text => `"${text}" has a "*" before its last part, where Prometheus takes none: name the folders one by one.`,
    ),
  },
  'sd-path': {
    code: 'bad-path-pattern',
    check: text =>
      onlyLastStar.test(text)
        ? sdExtension(text)
        : { message: `"${text}" has a "*" before its last part, where Prometheus takes none: name the folders one by one.` },
  },
  'session-name': {
    code: 'bad-value',
    check: unless(
      text => text === '' || /^[\w+=,.@-]{2,64}$/.test(text),
      text => `"${text}" is not a name of a session: write 2 to 64 letters, digits and "+=,.@-_".`,
    ),
  },
  size: { code: 'bad-size', check: by(parseSize), examples: ['10MB', '1GB'] },
  'size-not-negative': { code: 'bad-size', check: text => by(parseSize)(text) ?? by(notNegative)(text), examples: ['50GB'] },
  'tracing-header': { code: 'reserved-header', check: header(ownHeaders, 'tracing cannot sign in') },
  url: { code: 'bad-url', check: by(parseUrl) },
  'url-with-host': { code: 'bad-url', check: by(withHost) },
  uuid: {
    code: 'bad-value',
    check: unless(
      text => text === '' || uuid.test(text),
      text => `"${text}" is not a UUID, such as "00000000-0000-0000-0000-000000000000".`,
    ),
  },
}

function sdExtension(text: string): FormatError | undefined {
  if (/\.(?:json|yml|yaml|JSON|YML|YAML)$/.test(text)) return undefined
  return { message: `"${text}" must end in ".json", ".yml" or ".yaml": Prometheus reads no other files of targets.` }
}

function positive(text: string): Parsed<unknown> {
  const parsed = parseDuration(text)
  return parsed.error === undefined && parsed.value === 0 ? { error: 'This must be more than zero.' } : parsed
}

function notNegative(text: string): Parsed<unknown> {
  const parsed = parseSize(text)
  return parsed.error === undefined && parsed.value < 0 ? { error: `"${text}" is negative, which a limit cannot be.` } : parsed
}
