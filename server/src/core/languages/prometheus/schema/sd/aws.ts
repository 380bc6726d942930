// Discovery in AWS.
import type { Schema } from '../../../../schema'
import { choice, list, secret, text, whole } from '../../../shared/fields'
import { authorization, basicAuth, httpMisnamed, httpProperties, oauth2 } from '../../../shared/http'
import { discovery, filters, httpDiscovery, port, refresh } from './parts'

const account: Readonly<Record<string, Schema>> = {
  region: text('The AWS region. Default: that of the machine Prometheus runs on.', { examples: ['eu-central-1', 'us-east-1'] }),
  endpoint: text('Another address of the API of AWS. Default: that of the region.'),
  access_key: secret('The access key. Default: what the AWS SDK finds, such as `AWS_ACCESS_KEY_ID`.'),
  secret_key: secret('The secret key. Default: what the AWS SDK finds, such as `AWS_SECRET_ACCESS_KEY`.'),
  profile: text('The named profile to take the credentials from.'),
  role_arn: text('The role to assume.', { examples: ['arn:aws:iam::123456789012:role/prometheus'] }),
  external_id: text('The external id for assuming the role.', { since: '3.12' }),
  refresh_interval: refresh('60s'),
  port: port(),
}
const clusters = list('The clusters to look at. Default: all.', { type: 'string' })
const concurrency = (standard: number) => whole(`The most requests in parallel. Default: \`${standard}\`.`, { default: standard, minimum: 1, nullable: false })

const role = choice('What becomes a target. Required.', ['ec2', 'ecs', 'elasticache', 'lightsail', 'msk', 'rds'])

/** Keys without the rules between them. */
const unchecked = ({ required: _, atMostOne: __, model: ___, propertyNames: ____, ...schema }: Schema): Schema => schema

/** aws.SDConfig hands its HTTP client on as it was read: keys and types are looked at, what they mean together is not, but in `oauth2` the proxy. */
const http: Readonly<Record<string, Schema>> = {
  ...httpProperties,
  basic_auth: unchecked(basicAuth),
  authorization: { ...unchecked(authorization), properties: { ...authorization.properties, type: text('The word before the credentials.') } },
  oauth2: { ...unchecked(oauth2), model: 'oauth2-alone' },
  http_headers: unchecked(httpProperties.http_headers ?? {}),
}

export const aws = discovery(
  'aws',
  'an AWS discovery',
  'Finds targets in AWS; `role` says which kind.',
  { role, ...account, filters: filters('Only what fits all filters (roles `ec2` and `rds`).'), clusters, ...http },
  { required: ['role'], since: '3.8', misnamed: httpMisnamed },
)

export const ec2 = httpDiscovery(
  'ec2',
  'an EC2 discovery',
  'Finds EC2 instances.',
  {
    ...account,
    filters: filters('Only instances that fit all filters, such as `{name: "tag:env", values: [prod]}`.', { minItems: 1 }),
  },
  { model: 'ec2-sd' },
)

export const lightsail = httpDiscovery('lightsail', 'a Lightsail discovery', 'Finds Lightsail instances.', account)

export const ecs = httpDiscovery(
  'ecs',
  'an ECS discovery',
  'Finds ECS tasks.',
  { ...account, clusters, request_concurrency: concurrency(20) },
  { since: '3.8' },
)

export const elasticache = httpDiscovery(
  'elasticache',
  'an ElastiCache discovery',
  'Finds ElastiCache clusters.',
  { ...account, clusters, request_concurrency: concurrency(10) },
  { since: '3.11' },
)

export const msk = httpDiscovery(
  'msk',
  'an MSK discovery',
  'Finds brokers of Managed Streaming for Kafka.',
  { ...account, clusters, request_concurrency: concurrency(10) },
  { since: '3.10' },
)

export const rds = httpDiscovery(
  'rds',
  'an RDS discovery',
  'Finds RDS databases.',
  { ...account, clusters, filters: { ...filters('Only databases that fit all filters.'), since: '3.13' }, request_concurrency: concurrency(10) },
  { since: '3.11' },
)
