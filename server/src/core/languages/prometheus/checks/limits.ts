// Pairs of values that contradict each other: queues of remote write, attributes of OTLP, TLS of the web server.
import { isThere, type LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { durationAt, isSet, isTrue, numberAt, setText } from '../../shared/goValues'

/** config.QueueConfig.Validate, at load since 3.12. What is not written has its default; null is zero. */
export const queueLimits: LocalCheck = function* (at, { version }) {
  if (!isThere({ since: '3.12' }, version)) return
  for (const key of ['capacity', 'max_shards', 'min_shards', 'max_samples_per_send']) {
    const value = at.get(key)
    const number = value?.isNull ? 0 : numberAt(value)
    if (value && number !== undefined && number < 1) yield refused('bad-range', `"${key}" must be at least 1.`, value)
  }
  const least = at.get('min_shards')
  const most = at.get('max_shards')
  const max = most ? numberAt(most) : 50
  if (max !== undefined && max > 0 && (numberAt(least) ?? 1) > max)
    yield refused(
      'min-over-max',
      `"min_shards" (${least?.text ?? '1, the default'}) is more than "max_shards" (${most?.text ?? '50, the default'}).`,
      least ?? most ?? at,
    )
  yield* backoff(at)
}

/** A section that is there and empty is zero throughout, where one that is not there has the defaults. */
export const queueSection: LocalCheck = function* (at, { version }) {
  const queue = at.get('queue_config')
  if (queue?.key && queue.isNull && isThere({ since: '3.12' }, version))
    yield {
      code: 'empty-section',
      severity: 'error',
      message: '"queue_config" must not be empty: all its numbers would be zero. Prometheus refuses that.',
      span: queue.key.span,
    }
}

function* backoff(at: At): Generator<Problem> {
  const first = at.get('min_backoff')
  const longest = at.get('max_backoff')
  const from = first ? waited(first) : 30
  const to = longest ? waited(longest) : 5000
  if (from === undefined || to === undefined || to >= from) return
  const message = `"max_backoff" (${longest?.text || (longest ? 'empty' : '5s, the default')}) is less than "min_backoff" (${first?.text || (first ? 'empty' : '30ms, the default')}).`
  yield refused('min-over-max', message, longest ?? first ?? at)
}

const waited = (at: At): number | undefined => (at.isNull ? 0 : durationAt(at))

const refused = (code: string, message: string, at: At): Problem => ({
  code,
  severity: 'error',
  message: `${message} Prometheus refuses that.`,
  span: at.isNull && at.key ? at.key.span : at.span,
})

/** config.OTLPConfig: all attributes and some exceptions, or a list; not both. */
export const otlpAttributes: LocalCheck = function* (at) {
  const all = isTrue(at.get('promote_all_resource_attributes'))
  const listedOnes = at.get(all ? 'promote_resource_attributes' : 'ignore_resource_attributes')
  if (!listedOnes?.key || [...listedOnes.items()].length === 0) return
  const message = all
    ? '"promote_resource_attributes" cannot be set beside "promote_all_resource_attributes: true": all attributes are labels already.'
    : '"ignore_resource_attributes" needs "promote_all_resource_attributes: true" beside it.'
  yield { code: all ? 'exclusive-keys' : 'missing-key', severity: 'error', message, span: listedOnes.key.span }
}

const tlsKeys = ['cert', 'key', 'cert_file', 'key_file', 'client_ca', 'client_ca_file', 'client_auth_type']

/** exporter-toolkit ConfigToTLSConfig: a certificate with its key, and authorities only where clients are checked. */
export const serverCertificate: LocalCheck = function* (at) {
  const used = tlsKeys.map(key => at.get(key)).find(isSet)
  if (!used?.key) return
  for (const [name, what] of [
    ['cert', 'certificate'],
    ['key', 'key'],
  ] as const) {
    const written = [at.get(name), at.get(`${name}_file`)]
    if (written.some(isSet)) continue
    const span = written.find(one => one?.key)?.key?.span ?? used.key.span
    yield { code: 'missing-key', severity: 'error', message: `A TLS server needs its ${what}: "${name}_file" or "${name}".`, span }
  }
  const authority = [at.get('client_ca_file'), at.get('client_ca')].find(isSet)
  const policy = setText(at.get('client_auth_type')) ?? 'NoClientCert'
  if (!authority?.key || policy !== 'NoClientCert') return
  const message = `"${authority.key.text}" has no effect, and is refused, unless "client_auth_type" asks clients for a certificate, such as "RequireAndVerifyClientCert".`
  yield { code: 'client-authority-unused', severity: 'error', message, span: authority.key.span }
}
