// Named times that routes mute themselves in, or are active in.
import type { Schema } from '../../../schema'
import { list, text } from '../../shared/fields'
import { section } from './parts'

export const timeRange: Schema = section(
  'time-range',
  'a time range',
  'time_interval',
  {
    start_time: text('When the range starts, as `HH:MM` with two digits each; the minute belongs to the range.', {
      format: 'time-of-day',
      since: '0.22',
      examples: ['09:00'],
    }),
    end_time: text('When the range ends, as `HH:MM`, `24:00` being the end of the day; this minute no longer belongs to it. Must come after the start.', {
      format: 'time-of-day',
      examples: ['17:00'],
      since: '0.22',
    }),
  },
  { required: ['start_time', 'end_time'], misnamed: { start: 'start_time', end: 'end_time', from: 'start_time', to: 'end_time' } },
)

export const timeIntervalSpec: Schema = section(
  'time-interval-part',
  'an item of a time interval',
  'time_interval',
  {
    times: list('Ranges of the day. Unset: the whole day.', timeRange, { since: '0.22' }),
    weekdays: list(
      'Days or ranges such as `monday:friday`, in English. The week starts on Sunday.',
      { type: 'string', format: 'weekday-range', examples: ['monday:friday', 'saturday', 'sunday'] },
      { since: '0.22' },
    ),
    days_of_month: list(
      'Days 1 to 31 or, counted from the end, -1 to -31; ranges such as `1:5` or `-3:-1`.',
      { type: 'string', format: 'day-of-month-range', examples: ['1:5', '-1'] },
      { since: '0.22' },
    ),
    months: list(
      'Months by English name or number; ranges such as `january:march` or `1:3`.',
      { type: 'string', format: 'month-range', examples: ['january:march', 'december'] },
      { since: '0.22' },
    ),
    years: list('Years or ranges such as `2026:2028`.', { type: 'string', format: 'year-range', examples: ['2026:2028'] }, { since: '0.22' }),
    location: text('Time zone of the IANA database in which all of this is meant, such as `Europe/Berlin`; `Local` is the zone of the machine. Default: UTC.', {
      format: 'time-zone',
      examples: ['Europe/Berlin', 'America/New_York', 'UTC', 'Local'],
      since: '0.25',
    }),
  },
  { misnamed: { timezone: 'location', time_zone: 'location', days: 'weekdays', weekday: 'weekdays', time: 'times', month: 'months', year: 'years' } },
)

export const timeInterval: Schema = section(
  'time-interval',
  'a time interval',
  'time_interval',
  {
    name: text('Unique name that routes refer to; `time_intervals` and `mute_time_intervals` share their names.', {
      declares: 'time-interval',
      outline: true,
      examples: ['office-hours'],
    }),
    time_intervals: list('The times. The interval holds when any item of this list holds.', timeIntervalSpec, { since: '0.24' }),
  },
  {
    required: ['name'],
    misnamed: Object.fromEntries(
      ['times', 'weekdays', 'days_of_month', 'months', 'years', 'location'].map(key => [
        key,
        { say: 'It belongs to an item under "time_intervals" of this interval.' },
      ]),
    ),
  },
)
