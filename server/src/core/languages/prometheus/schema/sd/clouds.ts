// Discovery at cloud providers other than AWS.
import { choice, filled, flag, list, path, secret, text, whole } from '../../../shared/fields'
import { tlsConfig } from '../../../shared/http'
import { discovery, httpDiscovery, port, refresh, tagSeparator } from './parts'

export const azure = httpDiscovery(
  'azure',
  'an Azure discovery',
  'Finds virtual machines in Azure.',
  {
    environment: text('The Azure environment. Default: `AzurePublicCloud`.', { default: 'AzurePublicCloud' }),
    authentication_method: choice(
      'How to sign in. `OAuth` (default) needs `tenant_id`, `client_id` and `client_secret`.',
      ['OAuth', 'ManagedIdentity', 'SDK', 'WorkloadIdentity'],
      {
        default: 'OAuth',
        nullable: false,
      },
    ),
    subscription_id: text('The subscription. Required.'),
    tenant_id: text('The tenant. Required with `OAuth`.'),
    client_id: text('The client id. Required with `OAuth`.'),
    client_secret: secret('The client secret. Required with `OAuth`.'),
    resource_group: text('Only this resource group. Default: all.'),
    refresh_interval: refresh('5m'),
    port: port(),
  },
  { model: 'azure-sd', required: ['subscription_id'] },
)

export const digitalocean = httpDiscovery('digitalocean', 'a DigitalOcean discovery', 'Finds droplets or databases of DigitalOcean.', {
  role: choice('What becomes a target. Default: `droplets`.', ['droplets', 'databases'], { default: 'droplets', since: '3.12', nullable: false }),
  port: port(),
  refresh_interval: refresh('60s'),
})

export const gce = discovery(
  'gce',
  'a GCE discovery',
  'Finds instances in Google Compute Engine.',
  {
    project: text('The project. Required.'),
    zone: text('The zone; several zones need several entries. Required.', { examples: ['europe-west3-a'] }),
    filter: text('A filter of the API of Google.'),
    refresh_interval: refresh('60s'),
    port: port(),
    tag_separator: tagSeparator,
  },
  { required: ['project', 'zone'] },
)

export const hetzner = httpDiscovery(
  'hetzner',
  'a Hetzner discovery',
  'Finds servers at Hetzner.',
  {
    role: choice('What becomes a target: `hcloud` (Cloud) or `robot` (dedicated). Required.', ['hcloud', 'robot']),
    label_selector: text('Only servers with these labels (role `hcloud`).', { since: '3.5' }),
    port: port(),
    refresh_interval: refresh('60s'),
  },
  { required: ['role'] },
)

export const ionos = httpDiscovery(
  'ionos',
  'an IONOS discovery',
  'Finds servers at IONOS Cloud.',
  { datacenter_id: text('The data centre. Required.'), port: port(), refresh_interval: refresh('60s') },
  { required: ['datacenter_id'] },
)

export const linode = httpDiscovery('linode', 'a Linode discovery', 'Finds instances at Linode.', {
  region: text('Only this region. Default: all.', { since: '2.52' }),
  port: port(),
  tag_separator: tagSeparator,
  refresh_interval: refresh('60s'),
})

export const oci = httpDiscovery(
  'oci',
  'an OCI discovery',
  'Finds instances in Oracle Cloud.',
  {
    auth: choice(
      'How to sign in: `api_key` (default) needs tenancy, user, fingerprint and key; `instance_principal` must have none of them.',
      ['api_key', 'instance_principal'],
      {
        default: 'api_key',
        nullable: false,
      },
    ),
    tenancy: text('The tenancy (OCID).'),
    user: text('The user (OCID).'),
    fingerprint: text('The fingerprint of the key.'),
    key_file: path('File with the private key.'),
    key_passphrase: secret('The passphrase of the key.'),
    key_passphrase_file: path('File with the passphrase of the key.'),
    region: text('The region. Required.', { examples: ['eu-frankfurt-1'] }),
    compartments: list('The compartments to look in. Default: the tenancy.', { type: 'string', minLength: 1, nullable: false }),
    port: port(),
    refresh_interval: refresh('60s', { format: 'positive-duration', nullable: false }),
  },
  { model: 'oci-sd', required: ['region'], since: '3.14' },
)

export const openstack = discovery(
  'openstack',
  'an OpenStack discovery',
  'Finds instances, hypervisors or load balancers of OpenStack.',
  {
    role: choice('What becomes a target. Required.', ['instance', 'hypervisor', 'loadbalancer']),
    region: text('The region. Required.'),
    identity_endpoint: text('Address of the identity API. Default: `OS_AUTH_URL` of the environment.'),
    username: text('The user name.'),
    userid: text('The id of the user.'),
    password: secret('The password.'),
    project_name: text('The name of the project.'),
    project_id: text('The id of the project.'),
    domain_name: text('The name of the domain.'),
    domain_id: text('The id of the domain.'),
    application_credential_name: text('The name of an application credential.'),
    application_credential_id: text('The id of an application credential.'),
    application_credential_secret: secret('The secret of an application credential.'),
    all_tenants: flag('Lists instances of all projects (needs an administrator). Default: `false`.', false),
    availability: choice('Which endpoint to use. Default: `public`.', ['public', 'internal', 'admin'], { default: 'public', nullable: false }),
    port: port(),
    refresh_interval: refresh('60s'),
    tls_config: tlsConfig,
  },
  { required: ['role', 'region'] },
)

export const outscale = httpDiscovery(
  'outscale',
  'an Outscale discovery',
  'Finds virtual machines at Outscale.',
  {
    endpoint: text('Another address of the API. Default: that of the region.'),
    region: filled('The region. Default: `eu-west-2`.', { default: 'eu-west-2', nullable: false }),
    access_key: secret('The access key. Required.'),
    secret_key: secret('The secret key, or `secret_key_file`.'),
    secret_key_file: path('File with the secret key.'),
    port: port(),
    refresh_interval: refresh('60s'),
  },
  { required: ['access_key'], exactlyOne: [['secret_key', 'secret_key_file']], since: '3.12' },
)

export const ovhcloud = discovery(
  'ovhcloud',
  'an OVHcloud discovery',
  'Finds servers at OVHcloud.',
  {
    endpoint: filled('The API endpoint. Default: `ovh-eu`.', { default: 'ovh-eu', nullable: false }),
    application_key: text('The application key. Required.'),
    application_secret: secret('The application secret. Required.'),
    consumer_key: secret('The consumer key. Required.'),
    service: choice('What becomes a target. Required.', ['vps', 'dedicated_server']),
    refresh_interval: refresh('60s'),
  },
  { required: ['application_key', 'application_secret', 'consumer_key', 'service'] },
)

/** The SDK of Scaleway takes no other way of writing one. */
const plainUuid = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'

export const scaleway = httpDiscovery(
  'scaleway',
  'a Scaleway discovery',
  'Finds instances at Scaleway.',
  {
    role: choice('What becomes a target. Required.', ['instance', 'baremetal']),
    project_id: text('The project, a UUID. Required.', { pattern: plainUuid, wants: 'the id of a project is a UUID' }),
    access_key: secret('The access key: `SCW` and 17 capitals and digits. Required.', {
      pattern: '^SCW[A-Z0-9]{17}$',
      wants: 'an access key is "SCW" and 17 capitals and digits',
    }),
    secret_key: secret('The secret key, a UUID; or `secret_key_file`.', { pattern: `${plainUuid}|^$`, wants: 'a secret key is a UUID' }),
    secret_key_file: path('File with the secret key.'),
    api_url: text('Address of the API. Default: `https://api.scaleway.com`.', {
      default: 'https://api.scaleway.com',
      format: 'url',
      minLength: 1,
      nullable: false,
    }),
    zone: text('The zone. Default: `fr-par-1`.', {
      default: 'fr-par-1',
      pattern: '^[a-z]{2}-[a-z]{3,7}-[0-9]{1,2}$',
      wants: 'a zone is written as in "fr-par-1"',
      nullable: false,
      examples: ['fr-par-1', 'nl-ams-1', 'pl-waw-1'],
    }),
    name_filter: text('Only servers whose name contains this.'),
    tags_filter: list('Only servers with all these tags.', { type: 'string' }),
    port: port(),
    refresh_interval: refresh('60s'),
  },
  { required: ['role', 'project_id', 'access_key'], exactlyOne: [['secret_key', 'secret_key_file']] },
)

export const stackit = httpDiscovery(
  'stackit',
  'a STACKIT discovery',
  'Finds servers at STACKIT.',
  {
    project: text('The project.'),
    region: text('The region. Default: `eu01`.', { default: 'eu01' }),
    endpoint: text('Another address of the API. Default: that of the region.', { format: 'url' }),
    service_account_key: secret('The key of the service account, as JSON text.'),
    service_account_key_path: path('File with the key of the service account.'),
    private_key: secret('The private key of the service account, as PEM text.'),
    private_key_path: path('File with the private key.'),
    credentials_file_path: path('File with credentials in the form of the STACKIT SDK.'),
    port: port(),
    refresh_interval: refresh('60s'),
  },
  { model: 'stackit-sd', since: '3.5' },
)

export const vultr = httpDiscovery('vultr', 'a Vultr discovery', 'Finds instances at Vultr.', {
  port: whole('The port of the targets. Default: `80`.', { default: 80 }),
  refresh_interval: refresh('60s'),
})
