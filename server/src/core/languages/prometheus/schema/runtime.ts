// Settings of the running process.
import type { Schema } from '../../../schema'
import { choice, object, whole } from '../../shared/fields'
import { page } from './page'

export const runtime: Schema = object(
  'Settings of the running process.',
  'the runtime section',
  {
    gogc: whole(
      'When Go collects garbage: at this percentage of growth of the heap. Lower saves memory and costs CPU. Default: `75`, or `GOGC` of the environment.',
      {
        default: 75,
      },
    ),
    log_level: choice(
      'The least level to log: `debug`, `info`, `warn` or `error`. Default: that of the flag `--log.level`, `info`.',
      ['debug', 'info', 'warn', 'error'],
      {
        anyCase: true,
        since: '3.15',
        default: 'info',
        misvalued: { warning: 'warn' },
        emptyToo: true,
      },
    ),
  },
  { link: page('configuration-file'), since: '2.53' },
)
