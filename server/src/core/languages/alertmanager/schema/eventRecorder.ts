// Recording of what happens to alerts; behind a feature flag.
import type { Schema } from '../../../schema'
import { choice, duration, flag, list, path, text, whole } from '../../shared/fields'
import { httpConfig, tlsConfig } from '../../shared/http'
import { section, webUrl } from './parts'

export const fileOutput: Schema = section(
  'event-file',
  'a file output',
  'file-layout-and-global-settings',
  {
    path: path('The file, relative to this configuration.', { since: '0.33' }),
  },
  { required: ['path'] },
)

export const webhookOutput: Schema = section(
  'event-webhook',
  'a webhook output',
  'file-layout-and-global-settings',
  {
    url: webUrl('Address that events are posted to, with scheme and host.', { secret: true, since: '0.33' }),
    http_config: { ...httpConfig, description: 'The HTTP client for this output.', since: '0.33' },
    timeout: duration('How long one request may take. Default: `10s`.', { default: '10s', since: '0.33' }),
    workers: whole('How many requests run at the same time. Default: 4.', { default: 4, since: '0.33' }),
    max_retries: whole('How often a failed request is tried again. Default: 3.', { default: 3, since: '0.33' }),
    retry_backoff: duration('How long to wait before the first retry; it doubles each time. Default: `500ms`.', { default: '500ms', since: '0.33' }),
    batch: flag('Whether several events are posted in one request.', false, { since: '0.34' }),
    batch_max_events: whole('The most events in one request; needs `batch: true`. Default: 100.', { default: 100, since: '0.34' }),
    batch_max_bytes: whole('The most bytes in one request; needs `batch: true`. Default: 1048576.', { default: 1048576, since: '0.34' }),
    batch_flush_interval: duration('How long events wait for company before they are posted; needs `batch: true`. Default: `100ms`.', {
      default: '100ms',
      since: '0.34',
    }),
  },
  { required: ['url'] },
)

export const kafkaOutput: Schema = section(
  'event-kafka',
  'a Kafka output',
  'file-layout-and-global-settings',
  {
    brokers: list('Addresses of brokers to start with, as `host:port`.', { type: 'string' }, { since: '0.33' }),
    topic: text('The topic that events are written to.', { since: '0.33' }),
    client_id: text('The name under which Alertmanager shows up at the brokers. Default: `alertmanager`.', { default: 'alertmanager', since: '0.33' }),
    format: choice('How an event is written. Default: `json`.', ['json', 'protobuf'], { default: 'json', since: '0.33', emptyToo: true }),
    acks: choice('Which brokers must have stored an event before it counts as sent. Default: `leader`.', ['none', 'leader', 'all'], {
      default: 'leader',
      since: '0.33',
      emptyToo: true,
    }),
    compression: choice('Compression of batches.', ['', 'none', 'gzip', 'snappy', 'lz4', 'zstd'], { since: '0.33' }),
    buffer_size: whole('How many events wait in memory; further ones are dropped. Default: 1024.', { default: 1024, since: '0.33' }),
    tls_config: { ...tlsConfig, description: 'TLS settings for the brokers.', since: '0.33' },
  },
  { required: ['brokers', 'topic'] },
)

export const stdoutOutput: Schema = section('event-stdout', 'an output to stdout', 'file-layout-and-global-settings', {}, {})

export const eventRecorder: Schema = section(
  'event-recorder',
  'the event recorder',
  'file-layout-and-global-settings',
  {
    file_outputs: list('Files that events are appended to, one JSON object a line.', fileOutput, { since: '0.33' }),
    webhook_outputs: list('Addresses that events are posted to.', webhookOutput, { since: '0.33' }),
    kafka_outputs: list('Kafka topics that events are written to.', kafkaOutput, { since: '0.33' }),
    stdout_outputs: list('Writes events to standard output; each item is an empty map.', stdoutOutput, { since: '0.34' }),
  },
  {},
)
