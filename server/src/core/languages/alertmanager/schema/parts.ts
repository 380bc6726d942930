// Short hands for kinds of fields that only Alertmanager has. Plain schema data, like `shared/fields.ts`.
import type { Schema } from '../../../schema'
import { type More, text } from '../../shared/fields'

const docs = 'https://prometheus.io/docs/alerting/latest/configuration/#'

/** A map of fixed keys. Its keys link to the section of the documentation, if they have no link of their own; empty text is "not set", as in Go. */
export function section(model: string, noun: string, anchor: string, fields: Readonly<Record<string, Schema>>, more: More = {}): Schema {
  const link = `${docs}${anchor}`
  const properties = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.link === undefined ? { ...one, link } : one]))
  return { type: 'object', noun, model, link, additionalProperties: false, blankIsUnset: true, properties, ...more }
}

/** A Go template that Alertmanager fills when it sends. */
export const templated = (description: string, more: More = {}): Schema => text(description, { inline: 'go-template', flavour: 'alertmanager', ...more })

export const secret = (description: string, more: More = {}): Schema => text(description, { secret: true, ...more })

export const templatedSecret = (description: string, more: More = {}): Schema => templated(description, { secret: true, ...more })

/** An address with scheme http or https and a host. */
export const webUrl = (description: string, more: More = {}): Schema => text(description, { format: 'web-url', examples: ['https://example.org/'], ...more })

/** As `webUrl`; the literal `<secret>` of a copied status page loads as well. */
export const secretUrl = (description: string, more: More = {}): Schema => text(description, { format: 'secret-url', secret: true, ...more })

/** As `secretUrl`, or a Go template without Alertmanager's functions. */
export const webhookUrl = (description: string, more: More = {}): Schema =>
  text(description, { format: 'webhook-url', inline: 'go-template', flavour: 'alertmanager-url', examples: ['http://localhost:8080/'], ...more })

/** Go's own durations; a bare number counts nanoseconds. */
export const goDuration = (description: string, more: More = {}): Schema => ({
  type: ['integer', 'string'],
  minimum: -(2 ** 63),
  maximum: 2 ** 63,
  format: 'go-duration',
  description,
  examples: ['10s', '1m30s'],
  ...more,
})

export const goDurationText = (description: string, more: More = {}): Schema =>
  text(description, { format: 'go-duration', examples: ['30s', '1m', '1h'], ...more })

export const hostPort = (description: string, more: More = {}): Schema =>
  text(description, { format: 'host-port', examples: ['smtp.example.org:587'], ...more })

/** A regular expression that must match a whole label value. */
export const anchoredRegex: Schema = { type: 'string', format: 'regex', nullable: false, noun: 'a regular expression' }

/** `match`, `match_re` and their like of inhibition rules: label names of the classic form. */
export const oldMatch: More = {
  deprecated: true,
  saidBy: 'deprecated-match',
  propertyNames: { type: 'string', format: 'classic-label-name' },
}

/** The head of the next receiver inside an integration: a dash that stands too far right. */
const nextReceiver = { say: 'A receiver starts with "- name:"; if this is the next one, its dash is indented too far.' }

/** Keys of `http_config` that people write beside it. */
export const clientKeys: NonNullable<Schema['misnamed']> = {
  ...Object.fromEntries(
    [
      'basic_auth',
      'authorization',
      'oauth2',
      'bearer_token',
      'bearer_token_file',
      'proxy_url',
      'follow_redirects',
      'http_headers',
      'headers',
      'tls_config',
    ].map(key => [key, { say: `It belongs under "http_config"${key === 'headers' ? ', as "http_headers"' : ''}.` }]),
  ),
  name: nextReceiver,
}

/** Any YAML value whose texts are Go templates; `$defs` of the root must hold `templatedAny`. */
export const anything = (description: string, more: More = {}): Schema => ({ $ref: '#/$defs/templatedAny', description, ...more })

export const templatedAny: Schema = {
  oneOf: [
    { type: 'string', inline: 'go-template', flavour: 'alertmanager' },
    { type: 'array', items: { $ref: '#/$defs/templatedAny' } },
    {
      type: 'object',
      additionalProperties: { $ref: '#/$defs/templatedAny' },
      propertyNames: { type: 'string', inline: 'go-template', flavour: 'alertmanager' },
    },
  ],
}
