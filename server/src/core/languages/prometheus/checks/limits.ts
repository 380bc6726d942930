// Pairs of values that contradict each other: queues of remote write, attributes of OTLP, TLS of the web server.
import type { LocalCheck } from '../../../schema'
import { durationAt, isSet, isTrue, numberAt, setText } from '../../shared/goValues'

/** config.QueueConfig.Validate; what is not set has its default. */
export const queueLimits: LocalCheck = function* (at) {
  const least = at.get('min_shards')
  const most = at.get('max_shards')
  if (least && (numberAt(least) ?? 1) > (numberAt(most) ?? 50)) {
    const message = `"min_shards" (${least.text}) is more than "max_shards" (${most?.text ?? '50, the default'}): Prometheus refuses that.`
    yield { code: 'min-over-max', severity: 'error', message, span: least.span }
  }
  const first = at.get('min_backoff')
  const longest = at.get('max_backoff')
  const from = durationAt(first) ?? (first && !first.isNull ? undefined : 30)
  const to = durationAt(longest) ?? (longest && !longest.isNull ? undefined : 5000)
  if (from === undefined || to === undefined || to >= from) return
  const message = `"max_backoff" (${longest?.text ?? '5s, the default'}) is less than "min_backoff" (${first?.text ?? '30ms, the default'}): Prometheus refuses that.`
  yield { code: 'min-over-max', severity: 'error', message, span: (longest ?? first ?? at).span }
}

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
