// Samples that are sent to other storage, and read from it.
import type { Schema } from '../../../schema'
import { choice, count, duration, filled, flag, list, mapOf, object, path, secret, text, whole } from '../../shared/fields'
import { httpGroups, httpMisnamed, httpProperties, sigv4 } from '../../shared/http'
import { page } from './page'
import { relabelConfigs } from './relabel'

const headers = mapOf(
  'More headers for each request. Those that Prometheus sets itself are refused.',
  { type: 'string' },
  { propertyNames: { type: 'string', format: 'remote-header' } },
)
const uuid = (description: string): Schema => filled(description, { format: 'uuid' })

const azuread: Schema = object(
  'Signs in at Microsoft Entra ID (Azure AD). Exactly one way of signing in.',
  'an Azure AD sign-in',
  {
    managed_identity: object('Signs in as a managed identity.', 'a managed identity', {
      client_id: text('The client id of a user-assigned identity. Default: the system-assigned one.', { format: 'uuid' }),
    }),
    workload_identity: object(
      'Signs in with the token of a Kubernetes service account.',
      'a workload identity',
      {
        client_id: uuid('The client id of the application. Required.'),
        tenant_id: uuid('The tenant. Required.'),
        token_file_path: path('File with the token of the service account. Default: that of `AZURE_FEDERATED_TOKEN_FILE`.'),
      },
      { required: ['client_id', 'tenant_id'], since: '3.7' },
    ),
    oauth: object(
      'Signs in with a client secret.',
      'an OAuth sign-in',
      {
        client_id: uuid('The client id of the application. Required.'),
        client_secret: secret('The secret of the application. Required.'),
        tenant_id: text('The tenant. Required.'),
      },
      { required: ['client_id', 'client_secret', 'tenant_id'], since: '2.48' },
    ),
    sdk: object('Signs in the way the Azure SDK finds by itself.', 'an SDK sign-in', { tenant_id: text('The tenant.') }, { since: '2.52' }),
    certificate: object(
      'Signs in with a certificate.',
      'a certificate sign-in',
      {
        client_id: uuid('The client id of the application. Required.'),
        tenant_id: text('The tenant. Required.'),
        certificate_path: text('File with the certificate (PEM or PFX). Required.'),
        certificate_key_path: path('File with the key, when it is not in the certificate file.'),
        certificate_password: secret('The password of a PFX file.'),
        send_certificate_chain: flag('Sends the whole chain (for subject name and issuer). Default: `false`.', false),
      },
      { required: ['client_id', 'tenant_id', 'certificate_path'], since: '3.13' },
    ),
    cloud: choice('Which Azure cloud. Default: `AzurePublic`.', ['AzurePublic', 'AzureChina', 'AzureGovernment'], { default: 'AzurePublic', emptyToo: true }),
    scope: text('The scope of the token. Default: that of Azure Monitor in the cloud.', {
      pattern: '^[\\w\\s:/.\\-]*$',
      wants: 'letters, digits, blanks and ":/.-_"',
      since: '3.9',
    }),
  },
  { exactlyOne: [['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate']], link: page('remote_write') },
)

const queueConfig: Schema = object(
  'How samples wait and are sent in parallel. The defaults suit most servers.',
  'a queue configuration',
  {
    capacity: whole('Samples that wait for each shard. Default: `10000`.', { default: 10_000 }),
    max_shards: whole('The most requests in parallel. Default: `50`.', { default: 50 }),
    min_shards: whole('The least requests in parallel; also the number at the start. Must not exceed `max_shards`. Default: `1`.', { default: 1 }),
    max_samples_per_send: whole('The most samples in a request. Default: `2000`.', { default: 2000 }),
    batch_send_deadline: duration('How long a sample may wait until its request is full. Default: `5s`.', { default: '5s' }),
    min_backoff: duration('The first pause after a failure; it doubles each time. Default: `30ms`.', { default: '30ms', examples: ['30ms', '100ms'] }),
    max_backoff: duration('The longest pause after failures. Must not be less than `min_backoff`. Default: `5s`.', { default: '5s' }),
    retry_on_http_429: flag('Tries again when the other side says "too many requests" (429). Default: `false`.', false),
    sample_age_limit: duration('Samples older than this are not sent any more. Default: `0s`, no limit.', { since: '2.50' }),
  },
  { model: 'queue-config', link: page('remote_write') },
)

const metadataConfig: Schema = object('Sends type, help and unit of metrics, too.', 'a metadata configuration', {
  send: flag('Whether metadata is sent. Default: `true`.', true),
  send_interval: duration('How often metadata is sent. Default: `1m`.', { default: '1m' }),
  max_samples_per_send: whole('The most metrics in a request. Default: `2000`.', { default: 2000 }),
})

const misnamed: NonNullable<Schema['misnamed']> = {
  ...httpMisnamed,
  headers: 'headers',
  http_headers: 'http_headers',
  relabel_configs: 'write_relabel_configs',
  timeout: 'remote_timeout',
  queue: 'queue_config',
  urls: 'url',
  endpoint: 'url',
}

export const remoteWrite: Schema = object(
  'Sends all samples to another storage as they arrive.',
  'a remote write',
  {
    url: text('Where samples are sent. Required.', { format: 'url', examples: ['http://localhost:9009/api/v1/push', 'http://localhost:8428/api/v1/write'] }),
    remote_timeout: duration('How long a request may take. Default: `30s`.', { default: '30s' }),
    headers,
    write_relabel_configs: relabelConfigs('Filters and rewrites samples before they are sent.'),
    name: text('Tells this remote write from others in metrics and logs; no two may share one. Default: a hash.', { declares: 'remote-write' }),
    send_exemplars: flag('Sends exemplars, too (needs the flag `exemplar-storage`). Default: `false`.', false),
    send_native_histograms: flag('Sends native histograms, too. Default: `false`.', false, { since: '2.40' }),
    round_robin_dns: flag('Resolves the host for each connection and picks one of its addresses. Default: `false`.', false, { since: '3.1' }),
    protobuf_message: choice(
      'The protocol: `prometheus.WriteRequest` (1.0) or `io.prometheus.write.v2.Request` (2.0). Default: the former.',
      ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'],
      {
        default: 'prometheus.WriteRequest',
        since: '2.54',
        nullable: false,
      },
    ),
    failed_request_logging: flag('Logs requests that failed.', false, { since: '3.15' }),
    convert_nhcb_to_classic: flag('Sends native histograms with custom buckets as classic ones. Experimental. Default: `false`.', false, { since: '3.16' }),
    queue_config: queueConfig,
    metadata_config: metadataConfig,
    sigv4,
    azuread,
    google_iam: object(
      'Signs in at Google Cloud.',
      'a Google sign-in',
      { credentials_file: path('File with the credentials. Default: those of the environment.') },
      { since: '2.55' },
    ),
    ...httpProperties,
    enable_http2: flag('Uses HTTP/2 where the server offers it. Default: `false`, unlike elsewhere.', false),
  },
  {
    model: 'remote-write',
    required: ['url'],
    atMostOne: [
      ...httpGroups,
      ...(httpGroups[0] ?? []).flatMap(one => ['sigv4', 'azuread', 'google_iam'].map(other => [one, other])),
      ['sigv4', 'azuread', 'google_iam'],
    ],
    link: page('remote_write'),
    misnamed,
  },
)

export const remoteRead: Schema = object(
  'Answers queries from another storage, too.',
  'a remote read',
  {
    url: text('Where samples are read. Required.', { format: 'url', examples: ['http://localhost:9009/api/v1/read'] }),
    remote_timeout: duration('How long a request may take. Default: `1m`.', { default: '1m' }),
    chunked_read_limit: count('The most bytes of a frame of the answer. Default: `50000000`.', { default: 50_000_000, since: '2.55' }),
    headers,
    read_recent: flag('Asks for times that the local storage holds completely, too. Default: `false`.', false),
    name: text('Tells this remote read from others in metrics and logs; no two may share one. Default: a hash.', { declares: 'remote-read' }),
    required_matchers: mapOf(
      'Asks only for queries whose selector has these labels and values.',
      { type: 'string' },
      { propertyNames: { type: 'string', format: 'label-name' } },
    ),
    filter_external_labels: flag('Adds the external labels to what is asked for. Default: `true`.', true),
    ...httpProperties,
  },
  { model: 'remote-read', required: ['url'], atMostOne: httpGroups, link: page('remote_read'), misnamed },
)

export const remoteWrites: Schema = list(
  'Other storage that samples are sent to.',
  { ...remoteWrite, nullable: false },
  { link: page('remote_write'), insert: '\n  - url: ${1:http://localhost:9009/api/v1/push}' },
)
export const remoteReads: Schema = list(
  'Other storage that queries are answered from.',
  { ...remoteRead, nullable: false },
  { link: page('remote_read'), insert: '\n  - url: ${1:http://localhost:9009/api/v1/read}' },
)
