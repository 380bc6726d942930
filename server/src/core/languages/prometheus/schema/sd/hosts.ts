// Discovery that asks a host or reads a file: DNS, files, HTTP, Docker, and registries of services.
import { choice, duration, filled, flag, list, mapOf, path, secret, text, whole } from '../../../shared/fields'
import { httpGroups, tlsConfig } from '../../../shared/http'
import { discovery, filters, httpDiscovery, port, refresh, tagSeparator } from './parts'

export const file = discovery(
  'file',
  'a file discovery',
  'Reads targets from files and follows their changes.',
  {
    files: list(
      'Files (YAML or JSON) with lists of targets; `*` is allowed in the last part of a path.',
      path('A file, or a pattern such as `targets/*.yml`.', { format: 'sd-path', nullable: false, files: 'file-sd', examples: ['targets/*.yml'] }),
      {
        minItems: 1,
        insert: ' [${1:targets/*.yml}]',
      },
    ),
    refresh_interval: refresh('5m', { description: 'How often files are read again, beside whenever they change. Default: `5m`.' }),
  },
  { required: ['files'], misnamed: { names: 'files', file: 'files', targets: 'files', path: 'files' } },
)

export const http = httpDiscovery(
  'http',
  'an HTTP discovery',
  'Asks a URL for targets: a JSON list of `{"targets": […], "labels": {…}}`.',
  { url: text('Where the list is. Required.', { format: 'web-url', examples: ['http://localhost:8080/targets'] }), refresh_interval: refresh('60s') },
  { required: ['url'] },
)

export const dns = discovery(
  'dns',
  'a DNS discovery',
  'Asks DNS for targets.',
  {
    names: list('The names to ask for.', { type: 'string', examples: ['_prometheus._tcp.example.com'] }, { minItems: 1 }),
    type: choice('The type of record. All but `SRV` need a `port`. Default: `SRV`.', ['SRV', 'A', 'AAAA', 'MX', 'NS'], {
      anyCase: true,
      default: 'SRV',
      nullable: false,
    }),
    port: whole('The port of the targets. Required, unless the type is `SRV`.', { examples: [9100] }),
    refresh_interval: refresh('30s'),
  },
  { model: 'dns-sd', required: ['names'], misnamed: { name: 'names', hosts: 'names' } },
)

export const docker = httpDiscovery(
  'docker',
  'a Docker discovery',
  'Finds containers of a Docker daemon.',
  {
    host: filled('Address of the daemon. Required.', { format: 'url', examples: ['unix:///var/run/docker.sock'] }),
    port: port(),
    host_networking_host: text('The host of targets that use the network of the host. Default: `localhost`.', { default: 'localhost' }),
    match_first_network: flag('Takes only the first network of a container. Default: `true`.', true, { since: '2.54' }),
    filters: filters('Only containers that fit all filters, such as `{name: status, values: [running]}`.'),
    refresh_interval: refresh('60s'),
  },
  { required: ['host'] },
)

export const dockerswarm = httpDiscovery(
  'dockerswarm',
  'a Docker Swarm discovery',
  'Finds services, tasks or nodes of a Docker Swarm.',
  {
    host: filled('Address of the daemon. Required.', { format: 'url', examples: ['unix:///var/run/docker.sock'] }),
    role: choice('What becomes a target. Required.', ['services', 'tasks', 'nodes']),
    port: port(),
    filters: filters('Only what fits all filters.'),
    refresh_interval: refresh('60s'),
  },
  { required: ['host', 'role'] },
)

export const consul = httpDiscovery(
  'consul',
  'a Consul discovery',
  'Finds services in the catalogue of Consul.',
  {
    server: text('Address of Consul. Default: `localhost:8500`.', {
      default: 'localhost:8500',
      pattern: '\\S',
      wants: 'an address, such as "localhost:8500"',
      nullable: false,
    }),
    path_prefix: text('The path in front of the API.', { since: '2.45' }),
    token: secret('The ACL token.'),
    datacenter: text('The datacenter. Default: that of the agent.'),
    namespace: text('The namespace (Consul Enterprise).'),
    partition: text('The admin partition (Consul Enterprise).', { since: '2.40' }),
    scheme: text('The scheme: `http` or `https`. Default: `http`.', { default: 'http', examples: ['http', 'https'] }),
    username: text('The user name. The older form of `basic_auth`.'),
    password: secret('The password. The older form of `basic_auth`.'),
    services: list('The services to look at. Default: all.', { type: 'string' }),
    tags: list('Tags that a service must all have.', { type: 'string' }, { deprecated: true, instead: 'Write it in "filter".' }),
    node_meta: mapOf('Metadata that a node must have.', { type: 'string' }, { deprecated: true, instead: 'Write it in "filter".' }),
    filter: text('A filter expression of Consul for the catalogue.', { examples: ['"prod" in ServiceTags'], since: '3.0' }),
    health_filter: text('A filter expression of Consul for the health of services.', { since: '3.11' }),
    tag_separator: tagSeparator,
    allow_stale: flag('Accepts answers that are not quite fresh, which spares Consul. Default: `true`.', true),
    refresh_interval: refresh('30s'),
  },
  {
    atMostOne: [...['username', 'password'].flatMap(one => (httpGroups[0] ?? []).map(other => [one, other])), ['token', 'authorization'], ['token', 'oauth2']],
    misnamed: { username: 'username', password: 'password', service: 'services', address: 'server', host: 'server' },
  },
)

export const nomad = httpDiscovery('nomad', 'a Nomad discovery', 'Finds services of Nomad.', {
  server: text('Address of Nomad. Default: `http://localhost:4646`.', {
    default: 'http://localhost:4646',
    pattern: '\\S',
    wants: 'an address, such as "http://localhost:4646"',
    nullable: false,
  }),
  namespace: text('The namespace. Default: `default`.', { default: 'default' }),
  region: text('The region. Default: `global`.', { default: 'global' }),
  tag_separator: tagSeparator,
  allow_stale: flag('Accepts answers that are not quite fresh. Default: `true`.', true),
  refresh_interval: refresh('60s'),
})

export const eureka = httpDiscovery(
  'eureka',
  'a Eureka discovery',
  'Finds instances of a Eureka registry.',
  { server: filled('Address of Eureka. Required.', { format: 'url-with-host', examples: ['http://localhost:8761/eureka'] }), refresh_interval: refresh('30s') },
  { required: ['server'] },
)

export const kuma = httpDiscovery(
  'kuma',
  'a Kuma discovery',
  'Finds data planes of a Kuma mesh.',
  {
    server: filled('Address of the control plane. Required.', { format: 'url-with-host', examples: ['http://kuma-control-plane:5676'] }),
    client_id: text('Tells this Prometheus from others. Default: the host name.'),
    refresh_interval: refresh('15s'),
    fetch_timeout: duration('How long a request may take. Default: `2m`.', { default: '2m' }),
  },
  { required: ['server'] },
)

export const marathon = httpDiscovery(
  'marathon',
  'a Marathon discovery',
  'Finds apps of Marathon.',
  {
    servers: list('Addresses of Marathon.', { type: 'string' }, { minItems: 1 }),
    auth_token: secret('A token for the header `Authorization: token=…` (DC/OS).'),
    auth_token_file: path('File with that token.'),
    refresh_interval: refresh('30s'),
  },
  {
    required: ['servers'],
    atMostOne: [
      ['auth_token', 'auth_token_file'],
      ...['basic_auth', 'bearer_token', 'bearer_token_file', 'authorization'].flatMap(one => [
        ['auth_token', one],
        ['auth_token_file', one],
      ]),
    ],
  },
)

export const puppetdb = httpDiscovery(
  'puppetdb',
  'a PuppetDB discovery',
  'Finds resources in PuppetDB.',
  {
    url: text('The root of PuppetDB. Required.', { format: 'web-url', examples: ['https://puppetdb.example.com'] }),
    query: text('A query in PQL. Required.', { examples: ['resources { type = "Class" }'] }),
    include_parameters: flag('Makes parameters of resources labels, which may hold secrets. Default: `false`.', false),
    port: port(),
    refresh_interval: refresh('60s'),
  },
  { required: ['url', 'query'] },
)

export const uyuni = httpDiscovery(
  'uyuni',
  'a Uyuni discovery',
  'Finds systems of a Uyuni server.',
  {
    server: filled('Address of Uyuni. Required.', { format: 'url' }),
    username: text('The user name. Required.'),
    password: secret('The password. Required.'),
    entitlement: text('Only systems with this entitlement. Default: `monitoring_entitled`.', { default: 'monitoring_entitled' }),
    separator: text('What is put between several group names. Default: `,`.', { default: ',' }),
    refresh_interval: refresh('1m'),
  },
  { required: ['server', 'username', 'password'] },
)

const zookeeper = (name: string, noun: string, description: string) =>
  discovery(
    name,
    noun,
    description,
    {
      servers: list('Addresses of Zookeeper.', { type: 'string', examples: ['localhost:2181'] }, { minItems: 1 }),
      paths: list(
        'Paths in Zookeeper; each starts with a slash.',
        { type: 'string', pattern: '^/', wants: 'a path starts with "/"', nullable: false },
        { minItems: 1 },
      ),
      timeout: duration('How long a connection may be silent. Default: `10s`.', { default: '10s' }),
    },
    { required: ['servers', 'paths'] },
  )

export const nerve = zookeeper('nerve', 'a Nerve discovery', 'Finds members of AirBnB Nerve in Zookeeper.')
export const serverset = zookeeper('serverset', 'a Serverset discovery', 'Finds members of Serversets in Zookeeper.')

export const triton = discovery(
  'triton',
  'a Triton discovery',
  'Finds containers or compute nodes of Triton.',
  {
    account: text('The account. Required.'),
    role: choice('What becomes a target. Default: `container`.', ['container', 'cn'], { default: 'container', nullable: false }),
    dns_suffix: text('The suffix of the names of targets. Required.'),
    endpoint: text('Address of the discovery endpoint. Required.'),
    groups: list('Only these groups (role `container`). Default: all.', { type: 'string' }),
    port: whole('The port of the discovery endpoint. Default: `9163`.', { default: 9163 }),
    refresh_interval: refresh('60s', { format: 'positive-duration', nullable: false }),
    version: whole('The version of the discovery protocol. Default: `1`.', { default: 1 }),
    tls_config: tlsConfig,
  },
  { required: ['account', 'dns_suffix', 'endpoint'] },
)
