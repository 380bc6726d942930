// The file of --web.config.file: TLS, users and headers of the web server of Prometheus, Alertmanager and exporters.
import type { Schema } from '../../../schema'
import { choice, flag, list, mapOf, object, path, secret, text, whole } from '../../shared/fields'

const link = 'https://prometheus.io/docs/prometheus/latest/configuration/https/'
const versions = ['TLS13', 'TLS12', 'TLS11', 'TLS10'] as const
const curves = ['CurveP256', 'CurveP384', 'CurveP521', 'X25519'] as const

/** What Go's TLS can speak, also what it calls insecure; TLS 1.3 suites are always on. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
] as const

const tlsServer: Schema = object(
  'Serves HTTPS with this certificate.',
  'a TLS server',
  {
    cert: text('The certificate of the server, as PEM text.'),
    key: secret('The key of the certificate, as PEM text.'),
    cert_file: path('File with the certificate of the server (PEM), relative to this file.', { examples: ['server.crt'] }),
    key_file: path('File with the key of the certificate (PEM), relative to this file.', { examples: ['server.key'] }),
    client_auth_type: choice(
      'Whether clients must show a certificate, and whether it is checked. Default: `NoClientCert`.',
      ['NoClientCert', 'RequestClientCert', 'RequireAnyClientCert', 'RequireClientCert', 'VerifyClientCertIfGiven', 'RequireAndVerifyClientCert'],
      { default: 'NoClientCert', emptyToo: true },
    ),
    client_ca: text('The authority that certificates of clients are checked with, as PEM text.'),
    client_ca_file: path('File with the authority (PEM) that certificates of clients are checked with.'),
    client_allowed_sans: list('Names (SAN) of which a certificate of a client must carry one.', { type: 'string' }),
    min_version: choice('The oldest TLS version to serve. Default: `TLS12`.', versions, { default: 'TLS12' }),
    max_version: choice('The newest TLS version to serve. Default: `TLS13`.', versions, { default: 'TLS13' }),
    cipher_suites: list('The cipher suites for TLS 1.2 and older. Default: those of Go.', { type: 'string', enum: ciphers }),
    prefer_server_cipher_suites: flag('Has no effect any more: Go picks the order. Default: `true`.', true),
    curve_preferences: list('The elliptic curves, best first. Default: those of Go.', { type: 'string', enum: curves }),
  },
  { model: 'tls-server', link, misnamed: { ca_file: 'client_ca_file', ca: 'client_ca', client_auth: 'client_auth_type' } },
)

const headers: Schema = object(
  'Headers that protect the web pages. Only these five can be set.',
  'the headers',
  {
    'Content-Security-Policy': text('What browsers may load.'),
    'X-Frame-Options': choice('Whether the pages may be framed.', ['deny', 'sameorigin']),
    'X-Content-Type-Options': choice('Whether browsers may guess types.', ['nosniff']),
    'X-XSS-Protection': text('The filter of older browsers.'),
    'Strict-Transport-Security': text('Makes browsers use HTTPS only.', { examples: ['max-age=31536000; includeSubDomains'] }),
  },
  { link },
)

export const webConfigSchema: Schema = object(
  'TLS, users and headers of the web server.',
  'a web configuration',
  {
    tls_server_config: tlsServer,
    http_server_config: object(
      'HTTP of the web server.',
      'an HTTP server',
      { http2: flag('Offers HTTP/2 (only with TLS). Default: `true`.', true), headers },
      { link },
    ),
    basic_auth_users: mapOf(
      'Users and the bcrypt hashes of their passwords. Without any, everybody may enter.',
      { type: 'string', format: 'bcrypt', nullable: false },
      { link, insert: '\n  ${1:admin}: ${2:\\$2y\\$10\\$…}' },
    ),
    rate_limit: object('Slows clients down that call too often.', 'a rate limit', {
      burst: whole('How many requests may come at once.'),
      interval: {
        type: ['integer', 'string'],
        minimum: -(2 ** 63),
        maximum: 2 ** 63,
        format: 'go-duration',
        description: 'The time for one request, on average, as a Go duration. A bare number counts nanoseconds.',
        examples: ['1s'],
      },
    }),
  },
  {
    model: 'web-config',
    link: link,
    misnamed: {
      tls_config: 'tls_server_config',
      basic_auth: 'basic_auth_users',
      users: 'basic_auth_users',
      headers: { say: 'It belongs under "http_server_config".' },
    },
  },
)
