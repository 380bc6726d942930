// The time series database and the exemplars: what can change while the server runs.
import type { Schema } from '../../../schema'
import { choice, duration, object, size, whole } from '../../shared/fields'
import { page } from './page'

export const tsdb: Schema = object(
  'The time series database on disk.',
  'the database section',
  {
    out_of_order_time_window: duration(
      'How old a sample may be, compared with the newest of its series, and still be stored. Default: `0s`: out-of-order samples are refused.',
      {
        examples: ['30m', '2h'],
      },
    ),
    stale_series_compaction_threshold: {
      type: 'number',
      description: 'Share of stale series (0 to 1) in memory at which they are written out early. Default: `0`, never.',
      since: '3.10',
    },
    chunk_encoding: object(
      'How samples are packed.',
      'the chunk encoding',
      {
        floats: choice('Packing of plain numbers: `xor` or `xor2` (denser). Default: `xor`, unless a feature flag says otherwise.', ['xor', 'xor2'], {
          emptyToo: true,
        }),
      },
      { since: '3.13' },
    ),
    retention: object('How long data is kept. Wins over the flags of the command line.', 'the retention section', {
      time: duration('How long samples are kept, such as `15d`. Default: `15d` when no size is set, either.', { examples: ['15d', '30d', '1y'] }),
      size: size('The most bytes that blocks may take, such as `512MB`; the oldest go first. Default: `0`, no limit.', {
        format: 'size-not-negative',
        examples: ['50GB'],
      }),
      percentage: {
        type: 'number',
        minimum: 0,
        maximum: 100,
        description: 'The most of the disk, in percent, that blocks may take. Default: `0`, no limit.',
        since: '3.11',
      },
    }),
    outofordertimewindow: {
      type: 'integer',
      description: 'Read by accident of the program and overwritten. Write `out_of_order_time_window`.',
      deprecated: true,
      instead: 'Write "out_of_order_time_window".',
    },
  },
  {
    link: page('tsdb'),
    since: '2.39',
    misnamed: {
      retention_time: { say: 'It is "time" under "retention".' },
      retention_size: { say: 'It is "size" under "retention".' },
      path: { say: 'It is the flag --storage.tsdb.path.' },
    },
  },
)

export const storage: Schema = object(
  'Storage settings that can change while the server runs.',
  'the storage section',
  {
    tsdb,
    exemplars: object(
      'Storage of exemplars (feature flag `exemplar-storage`).',
      'the exemplars section',
      {
        max_exemplars: whole('How many exemplars are kept in memory, for all series together. Default: `100000`.', { default: 100_000 }),
      },
      { link: page('exemplars') },
    ),
  },
  { link: page('configuration-file') },
)
