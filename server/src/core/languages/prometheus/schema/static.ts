// Targets that are written down: in static_configs and in the files of file_sd_configs.
import type { Schema } from '../../../schema'
import { list, mapOf, never, object } from '../../shared/fields'
import { page } from './page'

const misnamed: NonNullable<Schema['misnamed']> = {
  target: 'targets',
  hosts: 'targets',
  label: 'labels',
  job: { say: 'The job is named by "job_name", or by "job" under "labels".' },
}

export const staticConfig: Schema = object(
  'Some targets and the labels that they share.',
  'a group of targets',
  {
    targets: list('Addresses as `host:port`, without scheme and path (those have keys of their own in the job).', {
      type: 'string',
      examples: ['localhost:9090'],
    }),
    labels: mapOf(
      'Labels for every series of these targets, and for relabelling. Labels that start with `__` are gone afterwards.',
      { type: 'string' },
      { propertyNames: { type: 'string', format: 'label-name' } },
    ),
  },
  { model: 'static-config', link: page('static_config'), misnamed },
)

export const staticConfigs: Schema = list('Targets that are written down here.', never(staticConfig), {
  link: page('static_config'),
  insert: '\n  - targets: [${1:localhost:9090}]',
})

/** A file that `file_sd_configs` names: a list of groups. A missing group is refused. */
export const fileSdSchema: Schema = list('Groups of targets, read again whenever the file changes.', never(staticConfig), { noun: 'a list of target groups' })
