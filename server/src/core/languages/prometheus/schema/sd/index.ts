// All service discoveries, by the name in their key: `consul` stands under `consul_sd_configs`.
import type { Schema } from '../../../../schema'
import { list } from '../../../shared/fields'
import { aws, ec2, ecs, elasticache, lightsail, msk, rds } from './aws'
import { azure, digitalocean, gce, hetzner, ionos, linode, oci, openstack, outscale, ovhcloud, scaleway, stackit, vultr } from './clouds'
import { consul, dns, docker, dockerswarm, eureka, file, http, kuma, marathon, nerve, nomad, puppetdb, serverset, triton, uyuni } from './hosts'
import { kubernetes } from './kubernetes'
import { pageOf } from './parts'

export const discoveries: Readonly<Record<string, Schema>> = {
  aws,
  azure,
  consul,
  digitalocean,
  dns,
  docker,
  dockerswarm,
  ec2,
  ecs,
  elasticache,
  eureka,
  file,
  gce,
  hetzner,
  http,
  ionos,
  kubernetes,
  kuma,
  lightsail,
  linode,
  marathon,
  msk,
  nerve,
  nomad,
  oci,
  openstack,
  outscale,
  ovhcloud,
  puppetdb,
  rds,
  scaleway,
  serverset,
  stackit,
  triton,
  uyuni,
  vultr,
}

/** The keys of a scrape job and of an Alertmanager entry. */
export const sdProperties: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries(discoveries).map(([name, items]) => [
    `${name}_sd_configs`,
    list(`${items.description ?? ''}`, items, { link: pageOf(name), ...(items.since !== undefined && { since: items.since }) }),
  ]),
)

export const sdMisnamed: NonNullable<Schema['misnamed']> = {
  static_config: 'static_configs',
  staticConfigs: 'static_configs',
  target_groups: { to: 'static_configs', say: 'It has been called "static_configs" since Prometheus 1.0.' },
  ...Object.fromEntries(
    Object.keys(discoveries).flatMap(name => [`${name}_sd_config`, `${name}_sd`, `${name}_configs`].map(wrong => [wrong, `${name}_sd_configs`])),
  ),
}
