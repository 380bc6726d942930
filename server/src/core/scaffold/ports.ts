// The ports that a stack opens on the machine: no two of its programs can have the same.
import type { Option, OptionId, Options } from './options'
import * as programs from './programs'
import { cadvisorPort } from './stack'

interface Opened {
  readonly name: string
  readonly port: string
  /** The option that says it; undefined for ports that are not chosen. */
  readonly id?: OptionId
}

/** With Compose what is published, else what the programs listen on. */
function opened(options: Options): Opened[] {
  const published: Opened[] = [
    { name: 'Prometheus', port: options.prometheusPort, id: 'prometheusPort' },
    { name: 'Alertmanager', port: options.alertmanagerPort, id: 'alertmanagerPort' },
    { name: 'Kestra', port: options.kestraPort, id: 'kestraPort' },
  ]
  if (options.run === 'compose') return published
  return [
    ...published,
    { name: "Kestra's metrics", port: options.managementPort, id: 'managementPort' },
    ...options.exporters.map(one => ({
      name: programs.exporters[one].command,
      port: String(one === 'cadvisor' ? cadvisorPort : programs.exporters[one].port),
    })),
  ]
}

/** Which two want the same port, in a sentence; undefined when there are none. */
export function portClash(options: Options): string | undefined {
  const all = opened(options)
  for (const [i, one] of all.entries()) {
    const other = all.slice(0, i).find(before => before.port === one.port)
    if (other) return `${other.name} and ${one.name} cannot both have port ${one.port}.`
  }
  return undefined
}

/** What a text has to be that the others of the stack leave free. */
export function freePattern(option: Option, options: Options): RegExp | undefined {
  const all = opened(options)
  const { pattern } = option
  if (!pattern || !all.some(one => one.id === option.id)) return pattern
  const taken = all.flatMap(one => (one.id === option.id ? [] : [one.port]))
  return new RegExp(`^(?!(?:${taken.join('|')})$)${pattern.source.replace(/^\^/, '')}`, pattern.flags)
}
