// Rules of HTTP clients that depend on values: proxies, client certificates, grants of OAuth. Prometheus and Alertmanager share them.
import type { LocalCheck } from '../../schema'
import { type Fix, lineStart, type Problem } from '../../text'
import type { At } from '../../yaml'
import { isSet, isTrue, setText } from './goValues'

const error = (code: string, message: string, at: At): Problem => ({ code, severity: 'error', message, span: at.key?.span ?? at.span })

/** prometheus/common ProxyConfig.Validate; for every object that is an HTTP client, and for `oauth2`. */
const proxyRules: LocalCheck = function* (at) {
  const url = at.get('proxy_url')
  const none = at.get('no_proxy')
  const header = at.get('proxy_connect_header')
  const fromEnvironment = isTrue(at.get('proxy_from_environment'))
  for (const other of [url, none])
    if (fromEnvironment && isSet(other))
      yield error('proxy-twice', `"${other.key?.text}" cannot be set beside "proxy_from_environment: true": the environment names the proxy.`, other)
  if (!fromEnvironment && isSet(none) && (url === undefined || url.isNull))
    yield error('proxy-without-url', '"no_proxy" needs "proxy_url" beside it: there is no proxy to make exceptions from.', none)
  if (!fromEnvironment && header && !isSet(url) && [...header.entries()].length > 0)
    yield error('proxy-without-url', '"proxy_connect_header" needs "proxy_url" or "proxy_from_environment: true" beside it.', header)
}

/** The older keys for a token: still read, and rewritten by the fix. */
const bearerToken: LocalCheck = function* (at) {
  for (const [old, now] of [
    ['bearer_token', 'credentials'],
    ['bearer_token_file', 'credentials_file'],
  ] as const) {
    const value = at.get(old)
    if (!value?.key) continue
    const fix = rewritten(at, value, now)
    yield {
      code: 'bearer-token',
      severity: 'hint',
      message: `"${old}" is the older form of "authorization" with "${now}".`,
      span: value.key.span,
      tags: ['deprecated'],
      ...(fix && { fixes: [fix] }),
    }
  }
}

function rewritten(at: At, value: At, now: string): Fix | undefined {
  const { key } = value
  const block = at.node.kind === 'map' && !at.node.flow && value.node.kind === 'scalar' && value.node.style !== 'literal' && value.node.style !== 'folded'
  if (!key || !block || value.isNull || ['authorization', 'basic_auth', 'oauth2'].some(one => at.get(one))) return undefined
  const { text } = at.doc
  const indent = ' '.repeat(key.start - lineStart(text, key.start))
  return { title: 'Write it as "authorization"', edits: [{ span: key.span, text: `authorization:\n${indent}  ${now}` }], safe: true }
}

/** prometheus/common TLSConfig.Validate: a client certificate and its key come together. */
const certificateAndKey: LocalCheck = function* (at) {
  const cert = ['cert_file', 'cert', 'cert_ref'].map(key => at.get(key)).find(isSet)
  const key = ['key_file', 'key', 'key_ref'].map(name => at.get(name)).find(isSet)
  if (cert && !key) yield error('certificate-without-key', `"${cert.key?.text}" needs the key of the certificate beside it: "key_file" or "key".`, cert)
  if (key && !cert) yield error('certificate-without-key', `"${key.key?.text}" needs the certificate beside it: "cert_file" or "cert".`, key)
}

const jwt = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** What an OAuth client may set depends on its grant. */
const oauthGrant: LocalCheck = function* (at) {
  const signs = setText(at.get('grant_type')) === jwt
  const name = signs ? 'client_certificate_key' : 'client_secret'
  const there = ['', '_file', '_ref'].map(end => at.get(name + end)).filter(isSet)
  if (there[1])
    yield error('exclusive-keys', `Only one of ${there.map(one => `"${one.key?.text}"`).join(' and ')} may be set in an OAuth 2.0 client.`, there[1])
  const algorithm = at.get('signature_algorithm')
  if (signs && isSet(algorithm) && !/^RS(?:256|384|512)$/.test(algorithm.text ?? ''))
    yield { ...error('bad-value', `"${algorithm.text}" is no algorithm for a signed JWT: write "RS256", "RS384" or "RS512".`, algorithm), span: algorithm.span }
}

/** prometheus/sigv4 SigV4Config.Validate: what belongs to a role needs one. */
const assumedRole: LocalCheck = function* (at) {
  if (isSet(at.get('role_arn'))) return
  for (const key of ['external_id', 'session_name', 'tags']) {
    const value = at.get(key)
    if (!isSet(value) || (value.resolved.kind === 'map' && [...value.entries()].length === 0)) continue
    yield error('missing-key', `"${key}" needs "role_arn" beside it.`, value)
  }
}

/** For every object that is an HTTP client. */
export const clientChecks: readonly LocalCheck[] = [proxyRules, bearerToken]

/** By model: what `shared/http.ts` nests. Objects that are HTTP clients themselves add `clientChecks`. */
export const httpChecks: Readonly<Record<string, readonly LocalCheck[]>> = {
  'http-config': clientChecks,
  oauth2: [oauthGrant, proxyRules],
  'oauth2-alone': [proxyRules],
  sigv4: [assumedRole],
  'tls-config': [certificateAndKey],
}
