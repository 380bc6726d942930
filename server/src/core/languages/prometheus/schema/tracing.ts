// Traces of Prometheus itself.
import type { Schema } from '../../../schema'
import { choice, duration, flag, mapOf, object } from '../../shared/fields'
import { tlsConfig } from '../../shared/http'
import { page } from './page'

export const tracing: Schema = object(
  'Sends traces of Prometheus itself by OTLP.',
  'the tracing section',
  {
    client_type: choice('The protocol: `http` or `grpc`. Default: `grpc`.', ['grpc', 'http'], { default: 'grpc' }),
    endpoint: { type: 'string', minLength: 1, description: 'Where traces are sent, as `host:port`. Required.', examples: ['localhost:4317'] },
    sampling_fraction: { type: 'number', description: 'Share of traces to send, 0 to 1. Default: `0`, none.', default: 0, examples: [0.1, 1] },
    insecure: flag('Speaks without TLS. Default: `false`.', false),
    tls_config: { ...tlsConfig, description: 'TLS for the connection to the receiver of traces.' },
    headers: mapOf('Headers for the requests.', { type: 'string' }, { propertyNames: { type: 'string', format: 'tracing-header' } }),
    compression: choice('`gzip`, or nothing. Default: none.', ['gzip'], { emptyToo: true }),
    timeout: duration('How long sending may take. Default: `10s`.', { default: '10s' }),
  },
  { required: ['endpoint'], link: page('tracing_config'), since: '2.34' },
)
