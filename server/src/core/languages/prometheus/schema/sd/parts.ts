// What service discoveries have in common.
import type { Schema } from '../../../../schema'
import { duration, list, type More, object, text, whole } from '../../../shared/fields'
import { httpGroups, httpMisnamed, httpProperties } from '../../../shared/http'
import { page } from '../page'

type Properties = Readonly<Record<string, Schema>>

/** Newer AWS discoveries are explained with the older ones. */
export const pageOf = (name: string): string => page(/^(?:ecs|elasticache|msk|rds)$/.test(name) ? 'aws_sd_config' : `${name}_sd_config`)

/** A discovery that does not speak HTTP through the common client. `name` is the key without `_sd_configs`. */
export const discovery = (name: string, noun: string, description: string, properties: Properties, more: More = {}): Schema =>
  object(description, noun, properties, { link: pageOf(name), nullable: false, ...more })

/** A discovery that is also an HTTP client. */
export const httpDiscovery = (name: string, noun: string, description: string, properties: Properties, more: More = {}): Schema =>
  discovery(
    name,
    noun,
    description,
    { ...properties, ...httpProperties },
    {
      model: 'sd-config',
      ...more,
      atMostOne: [...httpGroups, ...(more.atMostOne ?? [])],
      misnamed: { ...httpMisnamed, ...more.misnamed },
    },
  )

export const refresh = (standard: string, more: More = {}): Schema =>
  duration(`How often targets are looked up again. Default: \`${standard}\`.`, { default: standard, ...more })

export const port = (standard = 80): Schema =>
  whole(`The port of the targets, where the discovery knows none. Default: \`${standard}\`.`, { default: standard })

/** One choice of a provider, such as `name: tag:env, values: [prod]`. */
export const filters = (description: string, values: More = {}): Schema =>
  list(
    description,
    object('A filter.', 'a filter', {
      name: text('What is filtered by.'),
      values: list('The values to accept; one of them must fit.', { type: 'string' }, values),
    }),
  )

export const tagSeparator: Schema = text('What is put between several tags in one label. Default: `,`.', { default: ',' })
