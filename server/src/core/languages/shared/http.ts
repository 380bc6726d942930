// How Prometheus and Alertmanager call something over HTTP: credentials, TLS, proxies, headers. Written once, for every section that has it.
import type { Schema } from '../../schema'
import { choice, flag, list, mapOf, object, path, secret, text } from './fields'

const documentation = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/'
const secretRef = 'The name of a secret in a secret manager. The programs themselves bring none, so a client with it cannot be made.'
const tlsVersions = ['TLS10', 'TLS11', 'TLS12', 'TLS13'] as const

export const tlsConfig: Schema = object(
  'How to speak TLS with the other side: which authorities to trust, which certificate to show, which versions to allow.',
  'a TLS configuration',
  {
    ca: text('The certificate authority to check the server with, as PEM text. Instead of `ca_file`.'),
    ca_file: path('File with the certificate authority (PEM) to check the server with. Default: the authorities of the system.', {
      examples: ['/etc/ssl/certs/ca.pem'],
    }),
    ca_ref: text(secretRef),
    cert: text('The client certificate to show, as PEM text. Needs a key beside it.'),
    cert_file: path('File with the client certificate (PEM) to show to the server. Needs a key beside it. Read again on change.', {
      examples: ['/etc/ssl/client.pem'],
    }),
    cert_ref: text(secretRef),
    key: secret('The key of the client certificate, as PEM text. A secret.'),
    key_file: path('File with the key (PEM) of the client certificate.', { examples: ['/etc/ssl/client.key'] }),
    key_ref: text(secretRef),
    server_name: text('The name that the certificate of the server must carry, when it differs from the host that is called. Sent as SNI, too.'),
    insecure_skip_verify: flag('Accepts any certificate of the server: the connection is encrypted, but nobody knows with whom. Default: `false`.', false),
    min_version: choice('The oldest TLS version to accept: `TLS10` to `TLS13`. Default: that of Go, now TLS 1.2.', tlsVersions),
    max_version: choice('The newest TLS version to accept. Default: that of Go, now TLS 1.3.', tlsVersions),
  },
  {
    model: 'tls-config',
    link: `${documentation}#tls_config`,
    atMostOne: [
      ['ca', 'ca_file', 'ca_ref'],
      ['cert', 'cert_file', 'cert_ref'],
      ['key', 'key_file', 'key_ref'],
    ],
    misnamed: {
      insecure: 'insecure_skip_verify',
      skip_verify: 'insecure_skip_verify',
      insecureSkipVerify: 'insecure_skip_verify',
      ca_cert: 'ca_file',
      cafile: 'ca_file',
    },
  },
)

export const basicAuth: Schema = object(
  'User name and password, sent in the `Authorization` header of each request.',
  'basic authentication',
  {
    username: text('The user name.'),
    username_file: path('File that holds the user name, read on each request.'),
    username_ref: text(secretRef),
    password: secret('The password, in clear text in this file. `password_file` keeps it out.'),
    password_file: path('File that holds the password, read on each request.', { examples: ['/etc/prometheus/password'] }),
    password_ref: text(secretRef),
  },
  {
    link: `${documentation}#http_config`,
    atMostOne: [
      ['username', 'username_file', 'username_ref'],
      ['password', 'password_file', 'password_ref'],
    ],
    misnamed: { user: 'username', pass: 'password' },
  },
)

export const authorization: Schema = object(
  'Credentials for the `Authorization` header, such as a bearer token.',
  'an authorization',
  {
    type: text('The word before the credentials. Default: `Bearer`. For `Basic` there is `basic_auth`.', {
      default: 'Bearer',
      format: 'authorization-type',
      examples: ['Bearer', 'Token'],
    }),
    credentials: secret('The token itself, in clear text in this file. `credentials_file` keeps it out.'),
    credentials_file: path('File that holds the token, read on each request.', { examples: ['/var/run/secrets/token'] }),
    credentials_ref: text(secretRef),
  },
  {
    link: `${documentation}#http_config`,
    atMostOne: [['credentials', 'credentials_file', 'credentials_ref']],
    misnamed: { token: 'credentials', credential: 'credentials', bearer_token: 'credentials', bearer_token_file: 'credentials_file' },
  },
)

/** Keys of a proxy; the rules between them are the check `proxyRules`. */
export const proxyProperties: Readonly<Record<string, Schema>> = {
  proxy_url: text('Proxy to send the requests through, as a URL: `http://proxy:3128`. Default: none.', { format: 'url', examples: ['http://proxy:3128'] }),
  no_proxy: text('Hosts, domains, addresses and CIDR ranges to call without the proxy, separated by commas. Needs `proxy_url`.', {
    examples: ['localhost,10.0.0.0/8'],
  }),
  proxy_from_environment: flag(
    'Takes the proxy from the environment: `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`. Excludes `proxy_url` and `no_proxy`. Default: `false`.',
    false,
  ),
  proxy_connect_header: mapOf(
    'Headers to send to the proxy when a tunnel is opened (`CONNECT`), each with a list of values.',
    list('The values of the header.', { type: 'string' }),
  ),
}

export const oauth2: Schema = object(
  'Fetches a token by OAuth 2.0 (client credentials or a signed JWT) and sends it with each request.',
  'an OAuth 2.0 client',
  {
    client_id: text('The id of the client at the token server. Required.'),
    client_secret: secret('The secret of the client, in clear text in this file. `client_secret_file` keeps it out.'),
    client_secret_file: path('File that holds the secret of the client.'),
    client_secret_ref: text(secretRef),
    client_certificate_key_id: text('The id of the key that signs the JWT (`kid`). Only for the JWT grant.'),
    client_certificate_key: secret('The private key (PEM) that signs the JWT. Only for the JWT grant.'),
    client_certificate_key_file: path('File with the private key (PEM) that signs the JWT. Only for the JWT grant.'),
    client_certificate_key_ref: text(secretRef),
    grant_type: text('How to get a token: `client_credentials` (the default) or `urn:ietf:params:oauth:grant-type:jwt-bearer`.', {
      default: 'client_credentials',
      examples: ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
    }),
    signature_algorithm: text('How the JWT is signed: `RS256` (the default), `RS384` or `RS512`. Only for the JWT grant.', {
      default: 'RS256',
      examples: ['RS256', 'RS384', 'RS512'],
    }),
    iss: text('The issuer (`iss`) of the JWT. Default: the client id.'),
    audience: text('The audience (`aud`) of the JWT. Default: the token URL.'),
    claims: { type: 'object', description: 'More claims for the JWT, of any shape.' },
    scopes: list('The scopes to ask for.', { type: 'string' }),
    token_url: text('Where to fetch tokens. Required.', { examples: ['https://login.example.com/oauth2/token'] }),
    endpoint_params: mapOf('More parameters for the request to the token URL.', { type: 'string' }),
    tls_config: { ...tlsConfig, description: 'TLS for the connection to the token server.' },
    ...proxyProperties,
  },
  {
    model: 'oauth2',
    link: `${documentation}#oauth2`,
    required: ['client_id', 'token_url'],
    misnamed: { token_uri: 'token_url', tokenUrl: 'token_url', scope: 'scopes', clientId: 'client_id', clientSecret: 'client_secret' },
  },
)

const httpHeader: Schema = object('Values of one header; all three lists together are sent.', 'a header', {
  values: list('Values in clear text.', { type: 'string' }),
  secrets: list('Values that are hidden wherever the configuration is shown.', { type: 'string' }),
  files: list('Files that each hold one value.', { type: 'string' }),
})

/** The keys of an HTTP client, which stand beside other keys in a scrape job, or alone in `http_config`. */
export const httpProperties: Readonly<Record<string, Schema>> = linked({
  basic_auth: basicAuth,
  authorization,
  oauth2,
  bearer_token: secret('A token for the `Authorization` header. The older form of `authorization`.', {
    deprecated: true,
    instead: 'Write `authorization: {credentials: …}` instead.',
    saidBy: 'bearer-token',
  }),
  bearer_token_file: path('File with a token for the `Authorization` header. The older form of `authorization`.', {
    deprecated: true,
    instead: 'Write `authorization: {credentials_file: …}` instead.',
    saidBy: 'bearer-token',
  }),
  tls_config: tlsConfig,
  follow_redirects: flag('Follows HTTP redirects (3xx). Default: `true`.', true),
  enable_http2: flag('Uses HTTP/2 where the server offers it. Default: `true`.', true),
  ...proxyProperties,
  http_headers: mapOf(
    'More headers for each request, by name. Headers that the program sets itself, such as `Authorization` or `User-Agent`, are refused.',
    httpHeader,
    {
      propertyNames: { type: 'string', format: 'client-header' },
    },
  ),
})

/** Keys that exclude each other in every HTTP client. */
export const httpGroups: readonly (readonly string[])[] = [['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file']]

/** Keys that people write where an HTTP client stands. */
export const httpMisnamed: NonNullable<Schema['misnamed']> = {
  insecure_skip_verify: { say: 'It belongs under "tls_config".' },
  ca_file: { say: 'It belongs under "tls_config".' },
  cert_file: { say: 'It belongs under "tls_config".' },
  key_file: { say: 'It belongs under "tls_config".' },
  server_name: { say: 'It belongs under "tls_config".' },
  username: { say: 'It belongs under "basic_auth".' },
  password: { say: 'It belongs under "basic_auth".' },
  credentials: { say: 'It belongs under "authorization".' },
  credentials_file: { say: 'It belongs under "authorization".' },
  headers: 'http_headers',
  tls_configs: 'tls_config',
}

/** An HTTP client of its own (Alertmanager's receivers, `http_config`). */
export const httpConfig: Schema = object('How to call the other side over HTTP: credentials, TLS, proxy, headers.', 'an HTTP client', httpProperties, {
  model: 'http-config',
  link: `${documentation}#http_config`,
  atMostOne: httpGroups,
  misnamed: httpMisnamed,
})

export const sigv4: Schema = object(
  'Signs requests as AWS wants it (Signature Version 4). Without keys the default chain of the AWS SDK finds them.',
  'a SigV4 configuration',
  {
    region: text('The AWS region. Default: that of the default credentials chain.', { examples: ['eu-central-1', 'us-east-1'] }),
    access_key: secret('The access key. Needs `secret_key` beside it. Default: the environment variable `AWS_ACCESS_KEY_ID`.'),
    secret_key: secret('The secret key. Needs `access_key` beside it. Default: the environment variable `AWS_SECRET_ACCESS_KEY`.'),
    profile: text('The named AWS profile to take the credentials from.'),
    role_arn: text('The role to assume.', { examples: ['arn:aws:iam::123456789012:role/prometheus'] }),
    external_id: text('The external id for assuming the role. Only with `role_arn`.'),
    session_name: text('The name of the session of the assumed role: 2 to 64 letters, digits and `+=,.@-_`. Only with `role_arn`.', {
      format: 'session-name',
    }),
    tags: mapOf(
      'Tags of the session of the assumed role. Only with `role_arn`.',
      { type: 'string', maxLength: 256 },
      { propertyNames: { type: 'string', minLength: 1, maxLength: 128 } },
    ),
    use_fips_sts_endpoint: flag('Uses the FIPS endpoint of AWS STS. Default: `false`.', false),
    service_name: text('The AWS service that the signature is for. Default: the service that the section is about, such as `aps`.'),
  },
  {
    model: 'sigv4',
    link: 'https://prometheus.io/docs/alerting/latest/configuration/#sigv4_config',
    dependentRequired: { access_key: ['secret_key'], secret_key: ['access_key'] },
  },
)

/** HTTP settings are explained in one place, whatever section they stand in. */
function linked(fields: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, { link: `${documentation}#http_config`, ...one }]))
}
