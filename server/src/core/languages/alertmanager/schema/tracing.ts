// Traces of Alertmanager's own work.
import type { Schema } from '../../../schema'
import { choice, duration, flag, real, text } from '../../shared/fields'
import { httpProperties, tlsConfig } from '../../shared/http'
import { section } from './parts'

export const tracing: Schema = section(
  'tracing',
  'the tracing settings',
  'tracing_config',
  {
    client_type: choice('How traces are sent. Default: `grpc`.', ['http', 'grpc'], { default: 'grpc', since: '0.30' }),
    endpoint: text('Address of the collector, such as `localhost:4317`.', { since: '0.30' }),
    sampling_fraction: real('Share of traces that are kept, from 0 to 1. Default 0: none.', { since: '0.30' }),
    insecure: flag('Whether the connection does without TLS. Default: no.', false, { since: '0.30' }),
    tls_config: { ...tlsConfig, description: 'TLS settings for the collector.', since: '0.30' },
    headers: { ...httpProperties.http_headers, description: 'Headers sent along with each batch of traces.', since: '0.30' },
    compression: choice('Compression of what is sent; `gzip` or nothing.', ['', 'gzip'], { since: '0.30' }),
    timeout: duration('How long one batch may take.', { since: '0.30' }),
  },
  { required: ['endpoint'], misnamed: { http_headers: 'headers', url: 'endpoint', sampling_rate: 'sampling_fraction' } },
)
