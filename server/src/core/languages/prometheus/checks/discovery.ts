// Rules of single service discoveries that depend on values (discovery/*, UnmarshalYAML).
import { headSpan, type LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { isSet, isTrue, numberAt, setText } from '../../shared/goValues'

const error = (code: string, message: string, span: { start: number; end: number }): Problem => ({ code, severity: 'error', message, span })

/** Records other than SRV carry no port. */
export const dnsPort: LocalCheck = function* (at) {
  const type = at.get('type')
  const name = setText(type)?.toUpperCase()
  if (!type || !name || !['A', 'AAAA', 'MX', 'NS'].includes(name) || numberAt(at.get('port'))) return
  yield error('missing-key', `Records of the type "${name}" carry no port, so "port" must be set.`, type.span)
}

export const azureSignIn: LocalCheck = function* (at) {
  const method = at.get('authentication_method')
  if (method && method.text !== 'OAuth') return
  const missing = ['tenant_id', 'client_id', 'client_secret'].filter(key => !isSet(at.get(key)))
  if (missing.length > 0)
    yield error('missing-key', `Signing in with "OAuth", the default, needs ${missing.map(key => `"${key}"`).join(', ')}.`, method?.span ?? headSpan(at))
}

const ociKeys = ['tenancy', 'user', 'fingerprint', 'key_file']

export const ociSignIn: LocalCheck = function* (at) {
  const auth = at.get('auth')
  if (auth?.text === 'instance_principal') {
    const extra = [...ociKeys, 'key_passphrase', 'key_passphrase_file'].map(key => at.get(key)).find(isSet)
    if (extra?.key) yield error('exclusive-keys', `"${extra.key.text}" cannot be set beside "auth: instance_principal".`, extra.key.span)
    return
  }
  if (auth && auth.text !== 'api_key') return
  const missing = ociKeys.filter(key => !isSet(at.get(key)))
  if (missing.length > 0)
    yield error('missing-key', `Signing in with "api_key", the default, needs ${missing.map(key => `"${key}"`).join(', ')}.`, auth?.span ?? headSpan(at))
  const second = at.get('key_passphrase_file')
  if (isSet(at.get('key_passphrase')) && isSet(second) && second.key)
    yield error('exclusive-keys', 'Only one of "key_passphrase" and "key_passphrase_file" may be set in an OCI discovery.', second.key.span)
}

const selectable: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'node'],
  service: ['service'],
  endpoints: ['pod', 'service', 'endpoints'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  node: ['node'],
  ingress: ['ingress'],
}

export const kubernetesSelectors: LocalCheck = function* (at) {
  const role = setText(at.get('role')) ?? ''
  const allowed = selectable[role]
  const seen = new Set<string>()
  for (const selector of at.get('selectors')?.items() ?? []) {
    if (selector.isNull) yield error('bad-selector', 'A selector must not be empty: it needs "role".', selector.span)
    const kind = selector.get('role')
    const name = setText(kind)
    if (!kind || !name || !selectable[name]) continue
    if (seen.has(name)) yield error('repeated-item', `Two selectors are for the role "${name}"; only one may be.`, kind.span)
    else if (allowed && !allowed.includes(name))
      yield error('bad-selector', `The role "${role}" takes selectors for ${allowed.map(one => `"${one}"`).join(', ')} only, not for "${name}".`, kind.span)
    seen.add(name)
  }
}

const clientKeys = [
  'basic_auth',
  'authorization',
  'oauth2',
  'bearer_token',
  'bearer_token_file',
  'proxy_url',
  'no_proxy',
  'proxy_connect_header',
  'http_headers',
]

/** Which cluster is meant: an address, a kubeconfig, or the one around Prometheus. */
export const kubernetesCluster: LocalCheck = function* (at) {
  const server = at.get('api_server')
  const kubeconfig = at.get('kubeconfig_file')
  const own = at.path('namespaces', 'own_namespace')
  const given = isSet(server) ? server : isSet(kubeconfig) ? kubeconfig : undefined
  if (isSet(server) && isSet(kubeconfig) && kubeconfig.key)
    yield error('exclusive-keys', 'Only one of "api_server" and "kubeconfig_file" may be set in a Kubernetes discovery.', kubeconfig.key.span)
  if (given && isTrue(own) && own?.key)
    yield error('exclusive-keys', `"own_namespace" works only in the cluster around Prometheus, so not beside "${given.key?.text}".`, own.key.span)
  const client = isSet(server) ? undefined : customClient(at)
  if (!client) return
  const message = isSet(kubeconfig)
    ? `"${client.text}" cannot be set beside "kubeconfig_file", which says how to reach the cluster.`
    : `"${client.text}" needs "api_server": without it Prometheus takes the cluster around it and its own credentials.`
  yield error(isSet(kubeconfig) ? 'exclusive-keys' : 'missing-key', message, client.span)
}

/** The key of the first HTTP setting that differs from the default. */
function customClient(at: At): At | undefined {
  const set = clientKeys.map(key => at.get(key)).find(isSet)
  if (set?.key) return set.key
  const tls = [...(at.get('tls_config')?.entries() ?? [])].some(one => isSet(one) && (one.key?.text !== 'insecure_skip_verify' || isTrue(one)))
  if (tls) return at.get('tls_config')?.key
  for (const key of ['follow_redirects', 'enable_http2']) {
    const value = at.get(key)
    if (value && !isTrue(value)) return value.key
  }
  // A URL that is written and empty is not the same as none.
  const proxy = at.get('proxy_url')
  if (proxy && !proxy.isNull) return proxy.key
  return isTrue(at.get('proxy_from_environment')) ? at.get('proxy_from_environment')?.key : undefined
}

/** The API has an address of its own in each region: without both nobody is asked. */
export const stackitAddress: LocalCheck = function* (at) {
  const region = at.get('region')
  if (region && (region.isNull || region.text === '') && !isSet(at.get('endpoint')))
    yield error(
      'missing-key',
      'An empty "region" needs "endpoint" beside it: without both Prometheus knows no address to ask.',
      region.key?.span ?? region.span,
    )
}

/** EC2 wants at least one value in each filter. */
export const filterValues: LocalCheck = function* (at) {
  for (const filter of at.get('filters')?.items() ?? []) {
    const values = filter.get('values')
    if (filter.resolved.kind === 'map' && (!values || values.isNull)) yield error('missing-key', 'A filter needs "values", at least one.', headSpan(filter))
  }
}
